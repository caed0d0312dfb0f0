using System.Globalization;
using Insight.Etl.Staging.Corrections;

namespace Insight.Etl.Staging.Checks;

/// <summary>What the corrections and checks of a source found and did.</summary>
/// <param name="Findings">Checks that do not hold; all of them, not the first only.</param>
/// <param name="Refused">Rows that the checks put into quarantine (those that the connector refused are not among them).</param>
/// <param name="Superseded">Rows whose key came again in a later payload, which won.</param>
/// <param name="Corrected">Corrections that were applied.</param>
public sealed record CheckReport(IReadOnlyList<CheckFinding> Findings, int Refused, int Superseded, IReadOnlyList<Correction> Corrected)
{
    /// <summary>Whether the source may be loaded: no finding says stop.</summary>
    public bool MayLoad => Findings.All(f => f.Severity != CheckSeverity.Stop);

    /// <summary>Everything, for a log or a terminal: one line of counts, then the findings, those that stop first.</summary>
    public override string ToString()
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Findings.Count} checks do not hold, {Refused} rows refused, {Superseded} superseded by a later payload, {Corrected.Count} corrections applied");
        return string.Join('\n', Findings.OrderByDescending(f => f.Severity).Select(f => f.ToString()).Prepend(counts));
    }
}
