using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Approval;

/// <summary>Which candidates are published without a person, as the files <c>publishing.yml</c> of the program and of the data folder say.</summary>
/// <param name="Approvals">How many stewards must approve what is not published by rule; 2 for four eyes.</param>
/// <param name="Limits">How far values may move, where nothing else is said.</param>
/// <param name="Themes">Other limits by theme.</param>
/// <param name="Indicators">Other limits by indicator.</param>
public sealed record PublishingRules(
    int Approvals, LimitChange Limits, IReadOnlyDictionary<string, LimitChange> Themes, IReadOnlyDictionary<string, LimitChange> Indicators)
{
    private static readonly MovementLimits Otherwise = new(20, 0, 10, 0);

    /// <summary>The limits of an indicator: its own, else its theme's, else the general ones.</summary>
    /// <param name="id">Indicator id.</param>
    /// <param name="theme">Its theme.</param>
    public MovementLimits Of(string id, string theme) =>
        Indicators.GetValueOrDefault(id, LimitChange.None).On(Themes.GetValueOrDefault(theme, LimitChange.None).On(Limits.On(Otherwise)));

    /// <summary>Reads the files of some folders; what a later one says takes the place of what an earlier one said.</summary>
    /// <param name="folders">Folders that may have a <c>publishing.yml</c>.</param>
    /// <param name="catalog">The definitions, whose themes and indicators the files may name.</param>
    /// <exception cref="Sources.SourceCatalogException">Something is wrong; the exception lists all of it with file and line.</exception>
    public static PublishingRules Load(IReadOnlyList<string> folders, Catalog catalog)
    {
        var files = folders.Select(folder => Path.Combine(folder, "publishing.yml")).Where(File.Exists);
        return new PublishingRulesReader([.. catalog.Themes.Select(t => t.Id)], [.. catalog.Definitions.Select(d => d.Id).Distinct()]).Read([.. files]);
    }
}

/// <summary>Limits of which some are said and others left as they were (null).</summary>
/// <param name="RevisedPercent">See <see cref="MovementLimits"/>.</param>
/// <param name="Smallest">See <see cref="MovementLimits"/>.</param>
/// <param name="Jump">See <see cref="MovementLimits"/>; infinite for <c>none</c>.</param>
/// <param name="Withdrawn">See <see cref="MovementLimits"/>.</param>
public sealed record LimitChange(double? RevisedPercent, double? Smallest, double? Jump, long? Withdrawn)
{
    /// <summary>Nothing is said.</summary>
    public static LimitChange None { get; } = new(null, null, null, null);

    /// <summary>These limits on top of others.</summary>
    public MovementLimits On(MovementLimits others) => new(
        RevisedPercent ?? others.RevisedPercent,
        Smallest ?? others.Smallest,
        Jump is null ? others.Jump : double.IsPositiveInfinity(Jump.Value) ? null : Jump,
        Withdrawn ?? others.Withdrawn);

    /// <summary>This change, with what another one says in its place.</summary>
    public LimitChange Then(LimitChange later) =>
        new(later.RevisedPercent ?? RevisedPercent, later.Smallest ?? Smallest, later.Jump ?? Jump, later.Withdrawn ?? Withdrawn);
}
