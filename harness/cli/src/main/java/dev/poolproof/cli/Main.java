package dev.poolproof.cli;

import dev.poolproof.runner.artifact.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The {@code poolproof} command. */
@Command(
        name = "poolproof",
        description = "Proves connection-pool settings against the network that production has.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, ServeCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all held",
            "1:something failed or came out otherwise than recorded",
            "2:bad input; nothing was started",
            "3:something stayed inconclusive"
        })
public final class Main {
    private static final int INCONCLUSIVE = 3;

    Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, which answers for its own failures in words. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::broke);
    }

    /** The harness itself broke: nothing was decided. */
    private static int broke(Exception failure, CommandLine command, ParseResult arguments) {
        command.getErr().println("poolproof broke, and could not tell: " + failure);
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            command.getErr().println("    because of " + cause);
        }
        command.getErr().flush();
        return INCONCLUSIVE;
    }

    /** Tells the version of this build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"poolproof " + Versions.poolproof()};
        }
    }
}
