using System.Globalization;

namespace Insight.Etl.Staging.Checks;

/// <summary>The payloads of a name have exactly these columns or variables, in any order: none is gone, none is new.</summary>
/// <param name="Payload">Name of the payload; a <c>*</c> at its end stands for any ending.</param>
/// <param name="Columns">What they have; variables of tables without prefix and vintage.</param>
public sealed record SchemaRule(string Payload, IReadOnlyList<string> Columns, CheckSeverity Severity, string Why, string Place) : CheckRule(Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "schema";

    /// <summary>What does not hold, or null.</summary>
    public CheckFinding? Find(StagingArea staging)
    {
        var own = staging.Schemas.Where(s => Payload.EndsWith('*') ? s.File.Name.StartsWith(Payload[..^1], StringComparison.Ordinal) : s.File.Name == Payload).ToList();
        var wrong = own.Where(s => !s.Columns.ToHashSet(StringComparer.Ordinal).SetEquals(Columns))
            .Select(s => $"{s.File.Name}: {Words("has no", Columns.Except(s.Columns))}{Words("has also", s.Columns.Except(Columns))}".TrimEnd(' ', ';')).ToList();
        return own.Count == 0 ? Finding(null, $"no payload '{Payload}' with columns was read.", 1, [])
            : wrong.Count == 0 ? null
            : Finding(null, $"{wrong.Count} of {own.Count} payloads '{Payload}' do not have the columns {string.Join(", ", Columns)}.", wrong.Count, wrong);
    }

    private static string Words(string what, IEnumerable<string> columns) => columns.ToList() is { Count: > 0 } some ? $"{what} {string.Join(", ", some)}; " : "";
}

/// <summary>Nothing is dropped silently: each row that was read is staged, left out by the settings with a reason, or refused.</summary>
public sealed record AccountedRule(CheckSeverity Severity, string Why, string Place) : CheckRule(Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "accounted";

    /// <summary>What does not hold, or null. To be asked before checks take rows out.</summary>
    public CheckFinding? Find(StagingArea staging)
    {
        var (staged, leftOut, refused) = (staging.Tables.Sum(t => (long)t.RowCount), staging.Ignored.Values.Sum(), (long)staging.Quarantine.Rows.Count);
        var lost = staging.RowsRead - staged - leftOut - refused;
        return lost == 0 ? null : Finding(
            null, string.Create(CultureInfo.InvariantCulture, $"{staging.RowsRead} rows were read, but {staged} staged, {leftOut} left out and {refused} refused: {Math.Abs(lost)} are {(lost > 0 ? "missing" : "too many")}."),
            (int)Math.Min(int.MaxValue, Math.Abs(lost)), [.. staging.Ignored.Select(i => string.Create(CultureInfo.InvariantCulture, $"left out: {i.Value}, {i.Key}"))]);
    }
}
