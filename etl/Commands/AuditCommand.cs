using System.CommandLine;
using System.Globalization;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight audit</c>: who did what, and whether the log is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var verify = new Option<bool>("--verify") { Description = "Recompute the chain of hashes and tell what does not fit; exit code 1 then." };
        var head = new Option<string?>("--head") { Description = "With --verify: a head that was noted earlier (number:hash), which must still be in the log." };
        var limit = new Option<int>("--limit") { Description = "Most entries that are listed.", DefaultValueFactory = _ => 50 };
        var command = new Command("audit", "Show the audit log, newest first, or verify it.") { verify, head, limit };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var log = new AuditLog(place.Operations, place.Clock);
            return Task.FromResult(parsed.GetValue(verify) ? Verify(log, parsed.GetValue(head)) : List(log, parsed.GetValue(limit)));
        }));
        return command;
    }

    private static int Verify(AuditLog log, string? head)
    {
        var result = log.Verify(head);
        foreach (var fault in result.Faults)
        {
            Console.WriteLine(fault);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Entries} entries, {result.Faults.Count} faults; head {result.Head ?? "none"}"));
        return result.Faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static int List(AuditLog log, int limit)
    {
        foreach (var entry in log.Newest(limit))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Sequence,5}  {entry.At:yyyy-MM-dd HH:mm:ss} UTC  {entry.Fact.Who,-20} {entry.Fact.What,-15} {entry.Fact.Subject}  {entry.Fact.Comment}"));
        }

        return ExitCode.Done;
    }
}
