using System.Globalization;
using System.Text.Json;
using Insight.Etl.Approval;
using Insight.Indicators.Compilation;
using Insight.Indicators.Comparison;
using Insight.Indicators.Computation;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>The last steps of a run: compute what changed into a candidate publication, read it back, compare it, publish it or put it before the stewards.</summary>
public sealed class Publishing(Workplace place, WarehouseSession session, RunProgress progress)
{
    private const string Edition = "public";

    /// <summary>Computes, verifies and, where the rules allow it, publishes.</summary>
    /// <exception cref="PublicationException">The candidate did not stand verification; the current publication stays.</exception>
    public PublishingOutcome ComputeAndPublish(CancellationToken cancellationToken)
    {
        var rules = place.Described.Publishing;
        return Compute(cancellationToken, out var known) is { } candidate ? Publish(candidate, rules) : known;
    }

    /// <summary>Computes and verifies a candidate and puts it before the stewards, whatever the rules say.</summary>
    /// <exception cref="PublicationException">The candidate did not stand verification; the current publication stays.</exception>
    public PublishingOutcome ComputeOnly(CancellationToken cancellationToken)
    {
        var rules = place.Described.Publishing;
        return Compute(cancellationToken, out var known) is { } candidate
            ? Await(candidate, rules, [.. Judge(candidate, rules), new ApprovalFinding("computed-by-hand", null, 1, null, null, "It was computed by hand to be looked at before it is published.")])
            : known;
    }

    private PublishingOutcome Publish(PublicationManifest candidate, PublishingRules rules)
    {
        var findings = Judge(candidate, rules);
        if (findings.Count > 0)
        {
            return Await(candidate, rules, findings);
        }

        place.Decisions.PublishByRule(candidate, ContentOf(candidate.Indicators, candidate.AreasFile, candidate.TargetsFile, candidate.Withdrawals), progress.RunId);
        progress.Say("publish", null, $"{candidate.Id} is current.");
        return new PublishingOutcome(candidate.Id, null, $"Published {candidate.Id}.");
    }

    private PublishingOutcome Await(PublicationManifest candidate, PublishingRules rules, IReadOnlyList<ApprovalFinding> findings)
    {
        place.Decisions.Await(candidate, ContentOf(candidate.Indicators, candidate.AreasFile, candidate.TargetsFile, candidate.Withdrawals), progress.RunId, rules.Approvals, findings);
        foreach (var finding in findings)
        {
            progress.Say("approve", null, finding.Message);
        }

        return new PublishingOutcome(null, candidate.Id, $"Candidate {candidate.Id} needs approval: {findings[0].Message}") { IsNewCandidate = true };
    }

    private IReadOnlyList<ApprovalFinding> Judge(PublicationManifest candidate, PublishingRules rules) =>
        new CandidateJudge(place, rules, place.Decisions.Candidates).Judge(session.Connection, place.Lake.Current(Edition), candidate);

    /// <summary>Computes and verifies a candidate. What is known already is not put up again, and is told in <paramref name="known"/>.</summary>
    private PublicationManifest? Compute(CancellationToken cancellationToken, out PublishingOutcome known)
    {
        var current = place.Lake.Current(Edition);
        var areas = place.Areas;
        var document = new AreasDocument(areas.Areas, areas.Memberships, areas.Changes, place.CurrentDivision) { LeastTransfer = areas.LeastTransfer };
        var areasFile = place.Lake.TakeIn(document);
        var targetsFile = place.Lake.TakeIn(new TargetsDocument(place.Catalog.Targets));
        var indicators = ComputeIndicators(Basis(current), areasFile, cancellationToken);
        known = Known(current, indicators, areasFile, targetsFile);
        if (known.Message.Length > 0)
        {
            progress.Say("compute", null, known.Message);
            return null;
        }

        var draft = Draft(current, indicators, areasFile) with { TargetsFile = targetsFile };
        var difference = Verify(current, draft);
        TellDisagreements(draft);
        var candidate = draft with { Changes = Changes(current, indicators, difference) };
        place.Lake.Write(candidate);
        return candidate;
    }

    /// <summary>What was computed last: the current publication, or a candidate after it that waits or was returned. What did not change since is taken from it.</summary>
    private PublicationManifest? Basis(PublicationManifest? current) =>
        current is null ? null : place.Decisions.Candidates.NewestAfter(current.Id) is { } candidate ? place.Lake.Manifest(candidate.Publication) ?? current : current;

    private PublishingOutcome Known(PublicationManifest? current, IReadOnlyList<PublishedIndicator> indicators, string areasFile, string targetsFile)
    {
        if (current is null)
        {
            return new PublishingOutcome(null, null, "");
        }

        if (current.TargetsFile == targetsFile && Same(current, indicators, areasFile))
        {
            return new PublishingOutcome(null, null, "Nothing to recompute.");
        }

        return place.Decisions.Candidates.WithContent(current.Id, ContentOf(indicators, areasFile, targetsFile, place.Catalog.Withdrawals)) is not { } candidate || place.Lake.Manifest(candidate.Publication) is null
            ? new PublishingOutcome(null, null, "")
            : candidate.State switch
            {
                CandidateState.NeedsApproval => new PublishingOutcome(null, candidate.Publication, $"Nothing new: candidate {candidate.Publication} still needs approval."),
                CandidateState.Returned => new PublishingOutcome(null, null, $"Nothing new: candidate {candidate.Publication} was returned by {candidate.Opinions[^1].Steward}: {candidate.Opinions[^1].Comment}"),
                _ => new PublishingOutcome(null, null, $"Nothing new: this is publication {candidate.Publication}, which was rolled back from."),
            };
    }

    private IReadOnlyList<PublishedIndicator> ComputeIndicators(PublicationManifest? current, string areasFile, CancellationToken cancellationToken)
    {
        var start = place.Clock.GetTimestamp();
        var catalog = place.Catalog;
        ReferenceTables.For(place.Areas, place.DataSets, place.CurrentDivision).Write(session.Connection);
        var inputs = new ComputationInputs(
            catalog, place.DataSets, LoadJournal.LastChanges(session.Connection), place.CurrentDivision, areasFile, place.CodeVersion);
        var (done, recomputed) = (0, 0);
        var indicators = new IndicatorComputation(session.Connection, place.Lake, place.Folder.Temporary, inputs).ComputeAll(
            current,
            (id, again) =>
            {
                recomputed += again ? 1 : 0;
                progress.Tick("compute", null, string.Create(CultureInfo.InvariantCulture, $"{++done}/{catalog.Definitions.Count} {id}"));
            },
            cancellationToken);
        var took = place.Clock.GetElapsedTime(start);
        progress.Done(
            "compute", null, took,
            string.Create(CultureInfo.InvariantCulture, $"{recomputed} of {indicators.Count} indicators, {indicators.Sum(i => i.Slices.Sum(s => s.Rows)):N0} values in {took.TotalSeconds:0.00} s"),
            ("recomputed", recomputed));
        return indicators;
    }

    private PublicationManifest Draft(PublicationManifest? current, IReadOnlyList<PublishedIndicator> indicators, string areasFile)
    {
        var now = place.Clock.GetUtcNow();
        return new PublicationManifest(
            PublicationStore.NewId(now, ContentOf(indicators, areasFile)),
            Edition,
            now,
            place.CodeVersion,
            current?.Id,
            areasFile,
            [.. place.Catalog.Themes.Select(t => new PublishedTheme(t.Id, t.Names))],
            indicators,
            PublishedSources(current),
            LoadJournal.All(session.Connection),
            new PublicationChanges(0, 0, 0, 0, 0))
        {
            Breakdowns = PublishedBreakdowns(),
            Withdrawals = place.Catalog.Withdrawals,
        };
    }

    private IReadOnlyList<PublishedSource> PublishedSources(PublicationManifest? current)
    {
        var today = DateOnly.FromDateTime(place.Clock.GetUtcNow().UtcDateTime);
        return [.. place.Sources.All.Select(source => SourceToPublish.Of(source, place.Connectors.For(source), current?.Sources.FirstOrDefault(before => before.Id == source.Id), today))];
    }

    private IReadOnlyList<PublishedBreakdown> PublishedBreakdowns() =>
        [.. place.Catalog.Breakdowns.Select(b => new PublishedBreakdown(b.Id, b.Names, [.. b.Members.Select(m => new PublishedMember(m.Id, m.Names))]))];

    private DifferenceCount Verify(PublicationManifest? current, PublicationManifest draft)
    {
        var start = place.Clock.GetTimestamp();
        var known = current?.Indicators.SelectMany(i => i.AllSlices).Select(s => s.File).ToHashSet(StringComparer.Ordinal) ?? [];
        var faults = PublicationVerification.Verify(session.Connection, place.Lake, draft, known);
        if (faults.Count > 0)
        {
            throw new PublicationException($"The candidate publication did not stand verification, the current one stays: {string.Join("; ", faults.Take(5))}.");
        }

        var difference = PublicationDifference.Total(session.Connection, place.Lake, current, draft);
        var took = place.Clock.GetElapsedTime(start);
        progress.Done(
            "verify", null, took,
            string.Create(CultureInfo.InvariantCulture, $"read back without faults; {difference.Added:N0} values added, {difference.Revised:N0} revised, {difference.Withdrawn:N0} withdrawn, in {took.TotalSeconds:0.00} s"),
            ("values-added", difference.Added), ("values-revised", difference.Revised), ("values-withdrawn", difference.Withdrawn));
        return difference;
    }

    /// <summary>Where the producers' own rates say something else than what was computed: for the steward to look at, nothing waits for it.</summary>
    private void TellDisagreements(PublicationManifest draft)
    {
        foreach (var finding in new IndicatorAgreements(session.Connection, place.Lake, place.Areas, place.CurrentDivision).Find(place.Sources.All, draft))
        {
            progress.Count("disagreements", finding.Count);
            progress.Say("check", null, finding.ToString());
        }
    }

    private static PublicationChanges Changes(PublicationManifest? current, IReadOnlyList<PublishedIndicator> indicators, DifferenceCount difference)
    {
        var before = current?.Indicators.ToDictionary(i => i.Id, StringComparer.Ordinal) ?? [];
        var unchanged = indicators.Count(i => before.TryGetValue(i.Id, out var was) && was.DefinitionHash == i.DefinitionHash && SameSlices(was, i) && was.Inputs.Count == i.Inputs.Count && !was.Inputs.Except(i.Inputs).Any());
        return new PublicationChanges(
            difference.Added, difference.Revised, difference.Withdrawn, indicators.Count - unchanged, unchanged, difference.StatusChanged);
    }

    /// <summary>Hash of what is published: areas, targets, withdrawals, definitions, values.</summary>
    private static string ContentOf(IReadOnlyList<PublishedIndicator> indicators, string areasFile, string? targetsFile = null, IReadOnlyList<Withdrawal>? withdrawals = null) =>
        PublicationStore.HashOfText(areasFile + targetsFile + (withdrawals is { Count: > 0 } ? JsonSerializer.Serialize(withdrawals) : "") + string.Concat(indicators.SelectMany(i => i.Slices.Select(s => s.File).Prepend(i.DefinitionHash))));

    private bool Same(PublicationManifest current, IReadOnlyList<PublishedIndicator> indicators, string areasFile) =>
        current.AreasFile == areasFile
        && current.Indicators.Count == indicators.Count
        && current.Indicators.Zip(indicators).All(p => p.First.DefinitionHash == p.Second.DefinitionHash && SameSlices(p.First, p.Second))
        && JsonSerializer.Serialize(current.Withdrawals) == JsonSerializer.Serialize(place.Catalog.Withdrawals)
        && JsonSerializer.Serialize(current.Sources) == JsonSerializer.Serialize(PublishedSources(current));

    private static bool SameSlices(PublishedIndicator a, PublishedIndicator b) =>
        a.Slices.Select(s => s.File).SequenceEqual(b.Slices.Select(s => s.File));
}

/// <summary>How a run's last steps ended.</summary>
/// <param name="Published">The publication that became current, or null.</param>
/// <param name="Waiting">The candidate that needs approval, or null.</param>
/// <param name="Message">One sentence; empty only within.</param>
public sealed record PublishingOutcome(string? Published, string? Waiting, string Message)
{
    /// <summary>Whether what waits was put up by this run.</summary>
    public bool IsNewCandidate { get; init; }
}
