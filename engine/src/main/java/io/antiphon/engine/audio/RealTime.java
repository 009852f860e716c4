package io.antiphon.engine.audio;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs on the render thread: may not allocate, lock, log, block or call code that is not itself known to keep these
 * rules.
 *
 * <p>{@code RealTimeMethodsTest} reads the class files from each method that carries this annotation onward and names
 * every instruction that breaks the rule. On an interface method it binds all implementations.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface RealTime {}
