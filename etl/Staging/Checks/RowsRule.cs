using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>A data set has at least, and perhaps at most, so many rows after all refusals.</summary>
public sealed record RowsRule(DataSet DataSet, int? AtLeast, int? AtMost, CheckSeverity Severity, string Why, string Place)
    : TableRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "rows";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates)
    {
        var asked = table.RowCount < AtLeast ? $"at least {AtLeast}" : table.RowCount > AtMost ? $"at most {AtMost}" : null;
        return asked is null ? null : Finding(
            string.Create(CultureInfo.InvariantCulture, $"{table.RowCount} rows are left, {asked} are asked."), 1, []);
    }
}

/// <summary>No key comes twice in one payload.</summary>
public sealed record UniqueRule(DataSet DataSet, CheckSeverity Severity, string Why, string Place) : TableRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "unique";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates) => duplicates.Count == 0
        ? null
        : Finding($"{duplicates.Count} keys come more than once in one payload.", duplicates.Count, duplicates.Select(d => d.ToString()));
}

/// <summary>At most so many rows of the source were refused, by the connector and by checks together.</summary>
public sealed record RefusedRule(int AtMost, CheckSeverity Severity, string Why, string Place) : CheckRule(Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "refused";

    /// <summary>What does not hold, or null.</summary>
    public CheckFinding? Find(Quarantine quarantine) => quarantine.Rows.Count <= AtMost
        ? null
        : Finding(
            null, $"{quarantine.Rows.Count} rows were refused, at most {AtMost} may be.", quarantine.Rows.Count,
            quarantine.Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.File}:{r.Line}: {r.Column} '{r.Value}': {r.Reason}; {r.Remedy}")));
}
