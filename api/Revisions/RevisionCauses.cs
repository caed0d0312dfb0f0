using Insight.Api.Publications;
using Insight.Warehouse.Publications;

namespace Insight.Api.Revisions;

/// <summary>Why cells of two publications differ: a load that the earlier one did not have, another definition, or a computation alone.</summary>
internal sealed class RevisionCauses(Publication? before, Publication after)
{
    /// <summary>Figures of a load that is new.</summary>
    public const string Load = "load";

    /// <summary>Another definition of the indicator.</summary>
    public const string Definition = "definition";

    /// <summary>Neither: the program computes otherwise, or what it reads beside the figures changed.</summary>
    public const string Computation = "computation";

    private readonly Dictionary<string, OfIndicator> known = new(StringComparer.Ordinal);

    /// <summary>The cause of one cell's change.</summary>
    /// <param name="indicator">Its indicator.</param>
    /// <param name="load">The newest load among the cell's inputs.</param>
    /// <returns>The cause and the load behind it, where it was one.</returns>
    public (string Cause, PublishedLoad? Load) Of(string indicator, int? load)
    {
        if (load is { } number && IsNew(number) && after.Load(number) is { } own)
        {
            return (Load, own);
        }

        var all = OfAll(indicator);
        return all.DefinitionChanged ? (Definition, null)
            : all.NewLoads is [var newest, ..] ? (Load, newest)
            : (Computation, load is { } old ? after.Load(old) : null);
    }

    /// <summary>What is new of an indicator's definition and inputs; the newest load first.</summary>
    public OfIndicator OfAll(string indicator)
    {
        if (!known.TryGetValue(indicator, out var causes))
        {
            var (was, now) = (before?.Indicator(indicator), after.Indicator(indicator));
            causes = new OfIndicator(
                was is not null && now is not null && was.DefinitionHash != now.DefinitionHash,
                [.. (now?.Inputs.Values ?? []).Distinct().Where(IsNew).OrderDescending().Select(after.Load).OfType<PublishedLoad>()]);
            known[indicator] = causes;
        }

        return causes;
    }

    private bool IsNew(int load) => before?.Load(load) is null;

    /// <summary>What is new of one indicator.</summary>
    /// <param name="DefinitionChanged">Whether its definition is another one.</param>
    /// <param name="NewLoads">Loads of its inputs that the earlier publication did not have, the newest first.</param>
    public sealed record OfIndicator(bool DefinitionChanged, IReadOnlyList<PublishedLoad> NewLoads);
}
