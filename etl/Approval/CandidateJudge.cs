using Insight.Etl.Run;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Approval;

/// <summary>Decides whether a verified candidate may be published by rule, and says why not.</summary>
public sealed class CandidateJudge(Workplace place, PublishingRules rules, Candidates candidates)
{
    private const int MostReturned = 100;

    /// <summary>Why a person must look at the candidate; empty when it may be published by rule.</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="current">The publication that it was compared with; the first one has none to be compared with.</param>
    /// <param name="candidate">The candidate.</param>
    public IReadOnlyList<ApprovalFinding> Judge(DuckDBConnection connection, PublicationManifest? current, PublicationManifest candidate)
    {
        if (current is null)
        {
            return [];
        }

        var themes = current.Indicators.Concat(candidate.Indicators).DistinctBy(i => i.Id).ToDictionary(i => i.Id, i => i.Theme, StringComparer.Ordinal);
        var passed = LimitCheck.Find(connection, place.Lake, current, candidate, id => rules.Of(id, themes[id]));
        return [.. passed.Select(Finding), .. Warnings(current), .. AfterRollBack(candidate.Edition), .. AfterReturn(current)];
    }

    private IEnumerable<ApprovalFinding> Warnings(PublicationManifest current) =>
        place.Alerts.List().Where(alert => alert.Kind is Alerts.Check or Alerts.Drift && alert.At > current.CreatedAt).GroupBy(alert => alert.Subject).Select(g => new ApprovalFinding(
            "check-warning", null, g.Count(), null, null, $"Checks of source '{g.Key}' warned: {g.First().Message.Split('\n')[0]}"));

    /// <summary>A person went back to the current publication; so a person decides what follows it.</summary>
    private IEnumerable<ApprovalFinding> AfterRollBack(string edition)
    {
        var history = place.Lake.Pointer(edition)!.History;
        if (history.SkipLast(1).Any(m => m.Publication == history[^1].Publication))
        {
            yield return new ApprovalFinding(
                "after-roll-back", null, 1, null, null, $"The current publication {history[^1].Publication} was rolled back to; what follows it is approved by a person.");
        }
    }

    /// <summary>Facts of a returned candidate may stand in the warehouse still, so that no rule publishes what follows it.</summary>
    private IEnumerable<ApprovalFinding> AfterReturn(PublicationManifest current)
    {
        var returned = candidates.List(CandidateState.Returned, MostReturned).Count(c => c.Edition == current.Edition && c.Previous == current.Id);
        if (returned > 0)
        {
            yield return new ApprovalFinding(
                "after-return", null, returned, null, null, FormattableString.Invariant($"{returned} returned since {current.Id} was published; figures that were not corrected since are among what is published, so a person approves it."));
        }
    }

    private static ApprovalFinding Finding(LimitPassed passed) => new(passed.Code, passed.Indicator, passed.Count, passed.Limit, passed.Worst, Message(passed));

    private static string Message(LimitPassed passed)
    {
        var values = FormattableString.Invariant($"{passed.Count:N0} {(passed.Count == 1 ? "value" : "values")}");
        return passed.Code switch
        {
            "withdrawn" => FormattableString.Invariant($"{passed.Indicator}: {values} withdrawn; the rule allows {passed.Limit:0}."),
            "jumped" => FormattableString.Invariant($"{passed.Indicator}: {values} stepped more than {passed.Limit:0.##} times as far as usual, furthest {Move(passed)} ({passed.Furthest:0.#} times)."),
            _ => FormattableString.Invariant($"{passed.Indicator}: {values} revised by more than {passed.Limit:0.##} %, furthest {Move(passed)}{Share(passed.Furthest)}."),
        };
    }

    private static string Move(LimitPassed passed) => passed.Worst is { } cell
        ? FormattableString.Invariant($"{string.Join(' ', cell.Members.Prepend(cell.Period).Prepend(cell.Area))} from {cell.OldValue:R} to {cell.NewValue:R}")
        : "";

    private static string Share(double? percent) => percent is { } far ? FormattableString.Invariant($" ({far:0.#} %)") : "";
}
