package io.antiphon.control.api.rest;

import io.antiphon.control.alarm.Alarms;
import io.antiphon.control.auth.ApiTokens;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.LoginLink;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.Users;
import io.antiphon.control.auth.WrongTries;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Streaming;
import io.antiphon.control.listen.TestTones;
import io.antiphon.control.logbook.AuditLog;
import io.antiphon.control.logbook.LogFiles;
import io.antiphon.control.logbook.LogLevels;
import io.antiphon.control.preset.EqualizerBook;
import io.antiphon.control.preset.Preferences;
import io.antiphon.control.publish.Publishing;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.scene.SceneBook;
import io.antiphon.control.settings.GivenSetting;
import io.antiphon.control.settings.IceServer;
import io.antiphon.control.stats.Health;
import io.antiphon.control.stats.MachineReport;
import io.antiphon.control.stats.Metrics;
import io.antiphon.control.stats.StatsReport;
import io.antiphon.control.timeshift.KeptStreams;
import io.antiphon.control.tuning.TuningBook;
import io.antiphon.engine.endpoint.SourceProvider;
import java.util.List;

/**
 * What the calls work on.
 *
 * @param system what runs
 * @param scenes states that were saved under a name
 * @param equalizers presets
 * @param preferences what user interfaces remember
 * @param tuning how the engine works
 * @param listening who listens
 * @param tones test tones
 * @param publishing who publishes
 * @param iceServers servers that help players through their networks
 * @param streaming players that listen
 * @param stats figures of the system
 * @param metrics the same for Prometheus
 * @param machine figures of the machine
 * @param logFiles the log files
 * @param logLevels how much each module logs
 * @param keptStreams what was just heard
 * @param health whether it does its work
 * @param alarms what is wrong
 * @param sourceProviders who sees streams on the network
 * @param gate who may pass
 * @param link the login link of this start
 * @param users who may log in
 * @param audit who changed what
 * @param sessions browsers that are logged in
 * @param tokens tokens of programs
 * @param wrongTries who has to wait
 * @param loginNeeded whether clients must log in
 * @param tls whether the server speaks HTTPS
 * @param given what the program was started with
 */
public record RestParts(
        RunningSystem system,
        SceneBook scenes,
        EqualizerBook equalizers,
        Preferences preferences,
        TuningBook tuning,
        Listening listening,
        TestTones tones,
        Publishing publishing,
        List<IceServer> iceServers,
        Streaming streaming,
        StatsReport stats,
        Metrics metrics,
        MachineReport machine,
        LogFiles logFiles,
        LogLevels logLevels,
        KeptStreams keptStreams,
        Health health,
        Alarms alarms,
        List<SourceProvider> sourceProviders,
        Gate gate,
        LoginLink link,
        Users users,
        AuditLog audit,
        Sessions sessions,
        ApiTokens tokens,
        WrongTries wrongTries,
        boolean loginNeeded,
        boolean tls,
        List<GivenSetting> given) {
    public RestParts {
        iceServers = List.copyOf(iceServers);
        given = List.copyOf(given);
        sourceProviders = List.copyOf(sourceProviders);
    }
}
