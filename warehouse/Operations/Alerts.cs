namespace Insight.Warehouse.Operations;

/// <summary>What stewards should look at and mend, in the operations store. Whoever finds it says it anew each time, so that it goes when it is mended.</summary>
public sealed class Alerts(OperationsStore store, TimeProvider clock)
{
    /// <summary>All kinds: files that are not followed because they are wrong, a source that failed, a producer who renamed something, a check that warns.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Files, Failed, Drift, Check];

    /// <summary>Files of sources or definitions are wrong; what they said before still holds.</summary>
    public const string Files = "files";

    /// <summary>The last run of a source failed.</summary>
    public const string Failed = "failed";

    /// <summary>A producer renamed something; it was read by the last good mapping.</summary>
    public const string Drift = "drift";

    /// <summary>A check of the last load warned.</summary>
    public const string Check = "check";

    /// <summary>Replaces the alerts of a kind and subject; those that stood before keep the time at which they were found first.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="subject">The source; empty where it is about none.</param>
    /// <param name="messages">What is wrong now; none where all is mended.</param>
    public void Set(string kind, string subject, IReadOnlyList<string> messages)
    {
        using var transaction = store.Begin();
        var now = clock.GetUtcNow();
        var since = List(kind, subject).GroupBy(alert => alert.Message, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(alert => alert.Since), StringComparer.Ordinal);
        transaction.Execute("DELETE FROM alert WHERE kind = @0 AND subject = @1", kind, subject);
        foreach (var message in messages)
        {
            transaction.Execute(
                "INSERT INTO alert (kind, subject, message, since, at) VALUES (@0, @1, @2, @3, @4)",
                kind, subject, message, OperationsStore.Text(since.GetValueOrDefault(message, now)), OperationsStore.Text(now));
        }

        transaction.Commit();
    }

    /// <summary>What is to be mended, by kind in the order of <see cref="Kinds"/>, then by subject.</summary>
    /// <param name="kind">Only this kind, or null.</param>
    /// <param name="subject">Only about this source, or null.</param>
    public IReadOnlyList<Alert> List(string? kind = null, string? subject = null) =>
    [
        .. store.Query(
            "SELECT kind, subject, message, since, at FROM alert WHERE (@0 IS NULL OR kind = @0) AND (@1 IS NULL OR subject = @1) ORDER BY subject, rowid",
            r => new Alert(r.GetString(0), r.GetString(1), r.GetString(2), OperationsStore.Moment(r, 3)!.Value, OperationsStore.Moment(r, 4)!.Value), kind, subject)
            .OrderBy(alert => Kinds.ToList().IndexOf(alert.Kind)),
    ];

    /// <summary>Drops what is about sources that there are no more.</summary>
    /// <param name="sources">Ids of those that there are.</param>
    public void KeepOnly(IReadOnlyCollection<string> sources)
    {
        foreach (var gone in List().Select(alert => alert.Subject).Distinct(StringComparer.Ordinal).Where(subject => subject.Length > 0 && !sources.Contains(subject)))
        {
            store.Execute("DELETE FROM alert WHERE subject = @0", gone);
        }
    }
}

/// <summary>Something that a steward should look at.</summary>
/// <param name="Kind">One of <see cref="Alerts.Kinds"/>.</param>
/// <param name="Subject">The source; empty where it is about none.</param>
/// <param name="Message">What is wrong, where, and what to do.</param>
/// <param name="Since">When it was found first.</param>
/// <param name="At">When it was found last.</param>
public sealed record Alert(string Kind, string Subject, string Message, DateTimeOffset Since, DateTimeOffset At);
