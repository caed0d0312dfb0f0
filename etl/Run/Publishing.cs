using System.Globalization;
using System.Text.Json;
using Insight.Indicators.Compilation;
using Insight.Indicators.Comparison;
using Insight.Indicators.Computation;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>The last steps of a run: compute what changed into a candidate publication, read it back, compare it, make it current.</summary>
public sealed class Publishing(Workplace place, WarehouseSession session, RunProgress progress)
{
    private const string Edition = "public";

    /// <summary>Computes, verifies and publishes.</summary>
    /// <returns>The new publication's id, or null when nothing differs from the current one.</returns>
    /// <exception cref="PublicationException">The candidate did not stand verification; the current publication stays.</exception>
    public string? ComputeAndPublish(CancellationToken cancellationToken)
    {
        if (Compute(cancellationToken) is not { } candidate)
        {
            return null;
        }

        place.Lake.MakeCurrent(Edition, candidate.Id, place.Clock.GetUtcNow(), "published by rule: all checks passed");
        progress.Say("publish", null, $"{candidate.Id} is current.");
        return candidate.Id;
    }

    /// <summary>Computes a candidate publication and verifies it; it is not current yet.</summary>
    /// <returns>The candidate, or null when nothing differs from the current publication.</returns>
    public PublicationManifest? Compute(CancellationToken cancellationToken)
    {
        var current = place.Lake.Current(Edition);
        var areas = place.Areas;
        var document = new AreasDocument(areas.Areas, areas.Memberships, areas.Changes, place.CurrentDivision);
        var areasFile = place.Lake.TakeIn(document);
        var targetsFile = place.Lake.TakeIn(new TargetsDocument(place.LoadCatalog().Targets));
        var indicators = ComputeIndicators(current, areasFile, cancellationToken);
        if (current is not null && current.TargetsFile == targetsFile && Same(current, indicators, areasFile))
        {
            progress.Say("compute", null, "Nothing to recompute.");
            return null;
        }

        var draft = Draft(current, indicators, areasFile) with { TargetsFile = targetsFile };
        var differences = Verify(current, draft);
        TellDisagreements(draft);
        var candidate = draft with { Changes = Changes(current, indicators, differences) };
        place.Lake.Write(candidate);
        return candidate;
    }

    private IReadOnlyList<PublishedIndicator> ComputeIndicators(PublicationManifest? current, string areasFile, CancellationToken cancellationToken)
    {
        var start = place.Clock.GetTimestamp();
        var catalog = place.LoadCatalog();
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
        progress.Count("recomputed", recomputed);
        progress.Say("compute", null, string.Create(
            CultureInfo.InvariantCulture,
            $"{recomputed} of {indicators.Count} indicators, {indicators.Sum(i => i.Slices.Sum(s => s.Rows)):N0} values in {place.Clock.GetElapsedTime(start).TotalSeconds:0.00} s"));
        return indicators;
    }

    private PublicationManifest Draft(PublicationManifest? current, IReadOnlyList<PublishedIndicator> indicators, string areasFile)
    {
        var now = place.Clock.GetUtcNow();
        var content = PublicationStore.HashOfText(areasFile + string.Concat(indicators.SelectMany(i => i.Slices.Select(s => s.File).Prepend(i.DefinitionHash))));
        return new PublicationManifest(
            PublicationStore.NewId(now, content),
            Edition,
            now,
            place.CodeVersion,
            current?.Id,
            areasFile,
            [.. place.LoadCatalog().Themes.Select(t => new PublishedTheme(t.Id, t.Names))],
            indicators,
            [.. place.Sources.All.Select(PublishedSources.Of)],
            LoadJournal.All(session.Connection),
            new PublicationChanges(0, 0, 0, 0, 0))
        {
            Breakdowns = PublishedBreakdowns(),
        };
    }

    private IReadOnlyList<PublishedBreakdown> PublishedBreakdowns() =>
        [.. place.LoadCatalog().Breakdowns.Select(b => new PublishedBreakdown(b.Id, b.Names, [.. b.Members.Select(m => new PublishedMember(m.Id, m.Names))]))];

    private IReadOnlyList<SliceDifference> Verify(PublicationManifest? current, PublicationManifest draft)
    {
        var start = place.Clock.GetTimestamp();
        var known = current?.Indicators.SelectMany(i => i.Slices).Select(s => s.File).ToHashSet(StringComparer.Ordinal) ?? [];
        var faults = PublicationVerification.Verify(session.Connection, place.Lake, draft, known);
        if (faults.Count > 0)
        {
            throw new PublicationException($"The candidate publication did not stand verification, the current one stays: {string.Join("; ", faults.Take(5))}.");
        }

        var differences = PublicationDifference.Compare(session.Connection, place.Lake, current, draft);
        progress.Say("verify", null, string.Create(
            CultureInfo.InvariantCulture,
            $"read back without faults; {differences.Sum(d => d.Added):N0} values added, {differences.Sum(d => d.Revised):N0} revised, {differences.Sum(d => d.Withdrawn):N0} withdrawn, in {place.Clock.GetElapsedTime(start).TotalSeconds:0.00} s"));
        return differences;
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

    private static PublicationChanges Changes(PublicationManifest? current, IReadOnlyList<PublishedIndicator> indicators, IReadOnlyList<SliceDifference> differences)
    {
        var before = current?.Indicators.ToHashSet() ?? [];
        var unchanged = indicators.Count(before.Contains);
        return new PublicationChanges(
            differences.Sum(d => d.Added), differences.Sum(d => d.Revised), differences.Sum(d => d.Withdrawn), indicators.Count - unchanged, unchanged);
    }

    private bool Same(PublicationManifest current, IReadOnlyList<PublishedIndicator> indicators, string areasFile) =>
        current.AreasFile == areasFile
        && current.Indicators.Count == indicators.Count
        && current.Indicators.Zip(indicators).All(p => p.First.DefinitionHash == p.Second.DefinitionHash && SameSlices(p.First, p.Second))
        && JsonSerializer.Serialize(current.Sources) == JsonSerializer.Serialize(place.Sources.All.Select(PublishedSources.Of));

    private static bool SameSlices(PublishedIndicator a, PublishedIndicator b) =>
        a.Slices.Select(s => s.File).SequenceEqual(b.Slices.Select(s => s.File));
}
