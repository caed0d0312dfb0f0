using Insight.Indicators.Narrative;

namespace Insight.Api.Narrative;

/// <summary>One page about an area: what changed, what is off or on target, what is missing.</summary>
/// <param name="Publication">The publication that it is written from.</param>
/// <param name="PublishedAt">When that was written; "late" is judged by this day.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">The asked period; null where each indicator's newest stands.</param>
/// <param name="Division">Municipal division of the figures.</param>
/// <param name="Lang">Language of the texts.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Rule">How the indicators were chosen, in words.</param>
/// <param name="Assessed">How many changes were assessed together.</param>
/// <param name="Findings">At most twelve indicators, in the order of the page.</param>
/// <param name="LeftOut">Indicators that passed but found no room.</param>
/// <param name="Missing">Indicators whose figure is missing, late or awaiting data.</param>
public sealed record BriefingAnswer(
    string Publication, DateTimeOffset PublishedAt, string Area, string? Period, string Division, string Lang, string Title, string Rule, int Assessed,
    IReadOnlyList<BriefingFindingAnswer> Findings, IReadOnlyList<BriefingIndicator> LeftOut, IReadOnlyList<BriefingGapAnswer> Missing)
{
    /// <summary>A briefing as an answer.</summary>
    internal static BriefingAnswer Of(BriefingView view)
    {
        var briefing = view.Briefing;
        return new(
            briefing.Publication.Id, briefing.Publication.Manifest.CreatedAt, briefing.Area.Id, briefing.Period?.ToString(), briefing.Division, view.Language.Id, view.Title,
            view.Rule, briefing.Selection.Assessed,
            [.. view.Findings.Select(finding => BriefingFindingAnswer.Of(finding, view))],
            [.. view.LeftOut.Select(indicator => new BriefingIndicator(indicator.Id, view.Name(indicator.Names).Text))],
            [.. view.Gaps.Select(gap => new BriefingGapAnswer(
                gap.Source.Indicator.Id, view.Name(gap.Source.Indicator.Names).Text, Kebab.Of(gap.Source.Kind), gap.Source.Newest?.ToString(),
                gap.Source.Missing?.ToString(), gap.Source.Status.Length == 0 ? null : gap.Source.Status, gap.Source.Due, gap.Words))]);
    }
}

/// <summary>What is said of one indicator.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">The period of the figure.</param>
/// <param name="Reason">Why it is here: clearly-worse, off-target, clearly-better, clearly-changed, on-target or possibly-changed.</param>
/// <param name="Verdict">What can be said of the change: clear, possible, usual-variation or not-assessable.</param>
/// <param name="Target">Outcome of the target, or null.</param>
/// <param name="Synthetic">Whether the figures are invented.</param>
/// <param name="Sources">Names of the sources.</param>
/// <param name="Updated">The day that the producers give the data; null where one gives none.</param>
/// <param name="Loaded">The day on which the data were loaded, or null.</param>
/// <param name="Sentences">The sentences.</param>
public sealed record BriefingFindingAnswer(
    string Indicator, string Name, string Period, string Reason, string Verdict, string? Target, bool Synthetic, IReadOnlyList<string> Sources,
    DateOnly? Updated, DateOnly? Loaded, IReadOnlyList<SentenceAnswer> Sentences)
{
    internal static BriefingFindingAnswer Of(BriefingView.Finding finding, BriefingView view)
    {
        var facts = finding.Facts;
        return new(
            facts.Indicator.Id, view.Name(facts.Indicator.Names).Text, facts.Change.Now.Period.ToString(), Kebab.Of(finding.Item.Reason),
            Kebab.Of(facts.Change.Verdict), facts.Target is { } target ? Kebab.Of(target.Outcome) : null, facts.Indicator.Synthetic,
            [.. facts.Indicator.Sources.Select(source => view.Name(source).Text)], facts.Updated, facts.Loaded,
            [.. finding.Sentences.Select(sentence => SentenceAnswer.Of(sentence, finding.Links, view.Language.Id))]);
    }
}

/// <summary>An indicator by id and name.</summary>
public sealed record BriefingIndicator(string Indicator, string Name);

/// <summary>What is missing of one indicator.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">awaiting-data, no-value or late.</param>
/// <param name="Newest">The newest period with a value, or null.</param>
/// <param name="Period">Of missing values: their period; else null.</param>
/// <param name="Status">Of missing values: why; else null.</param>
/// <param name="Due">Of late ones: the day by which the next figure was due; else null.</param>
/// <param name="Text">The same in words.</param>
public sealed record BriefingGapAnswer(string Indicator, string Name, string Kind, string? Newest, string? Period, string? Status, DateOnly? Due, string Text);
