package io.antiphon.app.cli;

import io.antiphon.io.device.alsa.AlsaDevice;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Which sound card is meant: by an option, by a person at a terminal, or by nobody. Main thread. */
final class CaptureChoice {
    private CaptureChoice() {}

    /** Writes all of them with their indices; gives the exit code. */
    static int list(PrintStream out, PrintStream problems) {
        try {
            print(devices(), out);
            return CommandLine.ExitCode.OK;
        } catch (NoneException e) {
            problems.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Asks who sits at the terminal; takes the default one where nobody does. */
    static String ofPerson(@Nullable Console console) throws NoneException {
        List<AlsaDevice> devices = devices();
        if (console == null || !console.isTerminal()) {
            return AlsaDevice.DEFAULT;
        }
        print(devices, System.out);
        while (true) {
            String answer = console.readLine("Which one? [0] ");
            if (answer == null) {
                throw new NoneException("no sound card was chosen");
            }
            Optional<AlsaDevice> chosen = at(answer.isBlank() ? "0" : answer.strip(), devices);
            if (chosen.isPresent()) {
                return chosen.get().name();
            }
            console.printf("It must be a whole number from 0 to %d.%n", devices.size() - 1);
        }
    }

    /**
     * The one that the option names: its place in the list, its name, or a part of its description that no other has. Any
     * other word is for ALSA itself to know.
     */
    static String ofOption(String value, CommandLine command) throws NoneException {
        Optional<String> problem = AlsaDevice.problem();
        if (problem.isPresent()) {
            throw new NoneException(problem.get());
        }
        List<AlsaDevice> devices = AlsaDevice.all();
        if (value.matches("\\d+")) {
            return at(value, devices)
                    .map(AlsaDevice::name)
                    .orElseThrow(() -> new ParameterException(
                            command,
                            "Invalid value for option '--input-device': must be "
                                    + (devices.isEmpty()
                                            ? ""
                                            : "a whole number from 0 to " + (devices.size() - 1) + " or ")
                                    + "a name that --list-devices shows, not '" + value + "'"));
        }
        List<AlsaDevice> described = devices.stream()
                .filter(device -> !device.name().equals(value))
                .filter(device -> lower(device.description()).contains(lower(value)))
                .toList();
        boolean exact = devices.stream().anyMatch(device -> device.name().equals(value));
        return !exact && described.size() == 1 ? described.getFirst().name() : value;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Optional<AlsaDevice> at(String index, List<AlsaDevice> devices) {
        boolean known = index.matches("\\d{1,4}") && Integer.parseInt(index) < devices.size();
        return known ? Optional.of(devices.get(Integer.parseInt(index))) : Optional.empty();
    }

    private static List<AlsaDevice> devices() throws NoneException {
        Optional<String> problem = AlsaDevice.problem();
        if (problem.isPresent()) {
            throw new NoneException(problem.get());
        }
        List<AlsaDevice> devices = AlsaDevice.all();
        if (devices.isEmpty()) {
            throw new NoneException("This machine has no sound card to capture from; --sine-wave needs none.");
        }
        return devices;
    }

    private static void print(List<AlsaDevice> devices, PrintStream out) {
        for (int i = 0; i < devices.size(); i++) {
            out.printf("%3d  %s%n", i, devices.get(i));
        }
    }

    /** There is none to choose; the message says why. */
    static final class NoneException extends Exception {
        private static final long serialVersionUID = 1L;

        NoneException(String message) {
            super(message);
        }
    }
}
