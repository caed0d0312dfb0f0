using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>
/// Who did what to publications, schedules, runs and keys. Entries are only added; each carries the hash of the one before, so that an entry
/// that was changed, taken out or slipped in is found by <see cref="Verify"/>.
/// </summary>
public sealed class AuditLog(OperationsStore store, TimeProvider clock)
{
    private const string Columns = "sequence, at, who, what, subject, before, after, comment, previous, hash";

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">Who, what, to what.</param>
    public void Add(AuditFact entry)
    {
        using var transaction = store.Begin();
        Add(transaction, entry);
        transaction.Commit();
    }

    /// <summary>Adds an entry together with what it tells of.</summary>
    internal void Add(StoreTransaction transaction, AuditFact fact)
    {
        var (last, previous) = transaction.Query("SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1", r => (r.GetInt64(0), r.GetString(1))).SingleOrDefault((0L, ""));
        var at = OperationsStore.Text(clock.GetUtcNow());
        transaction.Execute(
            $"INSERT INTO audit_entry ({Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)",
            last + 1, at, fact.Who, fact.What, fact.Subject, fact.Before, fact.After, fact.Comment, previous, HashOf(last + 1, at, fact, previous));
    }

    /// <summary>Entries after a sequence number, oldest first.</summary>
    public IReadOnlyList<AuditEntry> List(long after, int limit) => store.Query(
        $"SELECT {Columns} FROM audit_entry WHERE sequence > @0 ORDER BY sequence LIMIT @1", Read, after, limit);

    /// <summary>The newest entries, newest first.</summary>
    public IReadOnlyList<AuditEntry> Newest(int limit) => store.Query($"SELECT {Columns} FROM audit_entry ORDER BY sequence DESC LIMIT @0", Read, limit);

    /// <summary>Reads the whole log and recomputes its chain.</summary>
    /// <param name="noted">A head that somebody wrote down earlier (<c>12:3f…</c>), which must still be in the log; null for none.</param>
    public AuditVerification Verify(string? noted = null)
    {
        var faults = new List<string>();
        var (entries, previous, found) = (0L, "", noted is null);
        foreach (var entry in List(0, int.MaxValue))
        {
            entries++;
            CheckPlace(entry, entries, previous, faults);
            if (HashOf(entry.Sequence, OperationsStore.Text(entry.At), entry.Fact, entry.Previous) != entry.Hash)
            {
                faults.Add($"Entry {Number(entry.Sequence)} ({entry.Fact.What} of {entry.Fact.Subject}) was changed after it had been written.");
            }

            previous = entry.Hash;
            found |= noted == $"{Number(entry.Sequence)}:{entry.Hash}";
        }

        CheckEnd(entries, faults);
        if (!found)
        {
            faults.Add($"The head '{noted}' that was noted earlier is not in the log; the log was written anew or cut.");
        }

        return new AuditVerification(entries, entries == 0 ? null : $"{Number(entries)}:{previous}", faults);
    }

    private static void CheckPlace(AuditEntry entry, long place, string previous, List<string> faults)
    {
        if (entry.Sequence != place || entry.Previous != previous)
        {
            faults.Add($"Entry {Number(entry.Sequence)} does not follow the one before it; an entry was taken out, slipped in or changed between them.");
        }
    }

    /// <summary>The store remembers the greatest number that it ever gave, so a log that lost its last entries is shorter than that.</summary>
    private void CheckEnd(long entries, List<string> faults)
    {
        var given = store.Query("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'", r => r.GetInt64(0)).SingleOrDefault();
        if (given > entries)
        {
            faults.Add($"The log has {Number(entries)} entries and had {Number(given)}; the last ones were removed.");
        }
    }

    private static string HashOf(long sequence, string at, AuditFact fact, string previous) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new[] { previous, Number(sequence), at, fact.Who, fact.What, fact.Subject, fact.Before, fact.After, fact.Comment }, AsWritten)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A moment that somebody made unreadable is no moment at all, which the hash then tells.</summary>
    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : default;

    private static AuditEntry Read(SqliteDataReader r) => new(
        r.GetInt64(0), Moment(r.GetString(1)),
        new AuditFact(r.GetString(2), r.GetString(3), r.GetString(4), OperationsStore.TextOrNull(r, 5), OperationsStore.TextOrNull(r, 6), OperationsStore.TextOrNull(r, 7)),
        r.GetString(8), r.GetString(9));
}

/// <summary>What an entry of the audit log tells.</summary>
/// <param name="Who">A steward's name, <c>rule</c>, or the user of the command line.</param>
/// <param name="What">publish, approve, return, roll-back, key-add, key-revoke, key-renew, schedule-change, run-start, run-cancel …</param>
/// <param name="Subject">What it was done to: the id of a publication, schedule or run, or a steward's name.</param>
/// <param name="Before">How it was before, or null.</param>
/// <param name="After">How it is since, or null.</param>
/// <param name="Comment">What the person said, or null.</param>
public sealed record AuditFact(string Who, string What, string Subject, string? Before = null, string? After = null, string? Comment = null);

/// <summary>One entry of the audit log.</summary>
/// <param name="Sequence">Counts from 1 without gaps.</param>
/// <param name="At">When it was written.</param>
/// <param name="Fact">What it tells.</param>
/// <param name="Previous">Hash of the entry before; empty for the first.</param>
/// <param name="Hash">SHA-256 over all of it, lower-case hex.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, AuditFact Fact, string Previous, string Hash);

/// <summary>What reading the whole audit log found.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Head">Number and hash of the last entry, to be noted elsewhere; null where there is none.</param>
/// <param name="Faults">What is wrong, a sentence each; empty when the log is as it was written.</param>
public sealed record AuditVerification(long Entries, string? Head, IReadOnlyList<string> Faults);
