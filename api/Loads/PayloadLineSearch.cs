using Insight.Api.Lineage;
using Insight.Api.Problems;
using Insight.Etl.Run;

namespace Insight.Api.Loads;

/// <summary>Looks for lines where the landed payloads and their sources are known: in the process that loads.</summary>
internal static class PayloadLineSearch
{
    /// <summary>The search in a workplace that is opened by the first who asks.</summary>
    public static LineSearch Of(Func<Workplace> place) => new((lineage, cancellationToken) =>
    {
        try
        {
            return [.. new PayloadLines(place()).Find(lineage, cancellationToken).Select(l => new LineageLine(l.DataSet, l.Source, l.File, l.Sha256, l.Line, l.Area, l.Period, l.Members))];
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            throw new ProblemException(new Problem(503, "lines-not-found", "The lines cannot be looked for now", $"A landed payload cannot be read again: {e.Message}"));
        }
    });
}
