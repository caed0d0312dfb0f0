using System.CommandLine;
using Insight.Etl.Run;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary>The data steward's command line: <c>insight</c>. Exit codes are those of <see cref="ExitCode"/>.</summary>
public static class InsightCommand
{
    /// <summary>The option for the data folder, common to all commands.</summary>
    internal static Option<string> Data { get; } = new("--data")
    {
        Description = "The data folder (default: INSIGHT_DATA, else ./data).",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("INSIGHT_DATA") is { Length: > 0 } folder ? folder : "data",
    };

    /// <summary>All commands.</summary>
    public static RootCommand Create() => new("Insight: loads municipal data, computes shared indicators and publishes them.")
    {
        Data,
        LoadCommands.Run(),
        LoadCommands.Land(),
        LoadCommands.Load(),
        FileCommand.Create(),
        CancelCommand.Create(),
        PublicationCommands.Compute(),
        PublicationCommands.Publish(),
        CheckCommand.Create(),
        ExplainCommand.Create(),
        ForecastCommand.Create(),
        RunsCommand.Create(),
        DeliveriesCommand.Create(),
        StatusCommand.Create(),
        WorkerCommand.Create(),
        ScheduleCommands.Create(),
        KeyCommands.Create(),
        AuditCommand.Create(),
    };

    /// <summary>Runs a command's work in the data folder that was asked for; a fault that is not ours becomes one sentence and an exit code.</summary>
    internal static Task<int> InWorkplaceAsync(ParseResult parsed, Func<Workplace, Task<int>> work) =>
        InFolderAsync(parsed, folder => work(Workplace.Open(folder, TimeProvider.System)));

    /// <summary>Runs a command's work with the path of the data folder, which it need not open.</summary>
    internal static async Task<int> InFolderAsync(ParseResult parsed, Func<string, Task<int>> work)
    {
        try
        {
            return await work(parsed.GetRequiredValue(Data)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WarehouseBusyException or RunInProgressException)
        {
            return Fail(ExitCode.Busy, e);
        }
        catch (OperationCanceledException e)
        {
            return Fail(ExitCode.Cancelled, e);
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            return Fail(ExitCode.Failed, e);
        }
    }

    private static int Fail(int code, Exception e)
    {
        Console.Error.WriteLine(e.Message);
        return code;
    }
}

/// <summary>What a script learns from the exit code.</summary>
public static class ExitCode
{
    /// <summary>Done; also when there was nothing new.</summary>
    public const int Done = 0;

    /// <summary>It failed; the message says why and what to do.</summary>
    public const int Failed = 1;

    /// <summary>Another process has the warehouse or runs the same source; try again later.</summary>
    public const int Busy = 3;

    /// <summary>Nothing is wrong, but changed definitions would change or withdraw published values; said by <c>insight check</c> alone.</summary>
    public const int WouldChange = 4;

    /// <summary>Stopped by a person.</summary>
    public const int Cancelled = 130;
}
