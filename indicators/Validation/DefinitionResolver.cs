using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Validation;

/// <summary>The file of a definition as read, and what is said of it.</summary>
internal sealed record DraftFile(CatalogFile File, DefinitionDraft Draft, DiagnosticBag Bag)
{
    /// <summary>Whether it is an older version: its name is <c>id@version</c>.</summary>
    public bool IsOlder => File.Name.Contains('@', StringComparison.Ordinal);
}

/// <summary>Validates definitions, each after those that its formula takes.</summary>
internal sealed class DefinitionResolver(IReadOnlyList<DraftFile> files, IReadOnlyList<DataSet> dataSets, AreaDirectory areas)
{
    private readonly Dictionary<DraftFile, IndicatorDefinition?> done = [];
    private readonly List<DraftFile> path = [];

    /// <summary>The checked definition of a file; null when its bag holds an error.</summary>
    public IndicatorDefinition? Resolve(DraftFile file)
    {
        if (done.TryGetValue(file, out var known))
        {
            return known;
        }

        path.Add(file);
        var definition = Whole(file);
        path.RemoveAt(path.Count - 1);
        return done[file] = definition;
    }

    /// <summary>The definition; in parts where what it takes is another version from a day on.</summary>
    private IndicatorDefinition? Whole(DraftFile file)
    {
        var seams = new SortedDictionary<DateOnly, IndicatorDefinition>();
        var whole = Validate(file, file.Draft, seams, file.Bag);
        return whole is null || seams.Count == 0
            ? whole
            : SeriesParts.Of(whole, seams, file, (draft, bag) => Validate(file, draft, [], bag));
    }

    private IndicatorDefinition? Validate(DraftFile file, DefinitionDraft draft, SortedDictionary<DateOnly, IndicatorDefinition> seams, DiagnosticBag bag) =>
        DefinitionValidator.Validate(draft, dataSets, areas, (id, version) => Find(draft.Definition, id, version, seams), bag);

    private FoundReference Find(IndicatorDefinition asking, string id, int? version, SortedDictionary<DateOnly, IndicatorDefinition> seams)
    {
        var file = files.FirstOrDefault(other => other.Draft.Definition.Id == id && (version is null ? !other.IsOlder : other.Draft.Definition.Version == version));
        if (file is null)
        {
            var ids = files.Select(other => other.Draft.Definition.Id).ToList();
            return version is null || !ids.Contains(id)
                ? FoundReference.Not(DiagnosticCodes.UnknownReference, $"'{id}' is not an indicator of the catalogue", NearestName.Hint(id, ids))
                : FoundReference.Not(DiagnosticCodes.UnknownReference, $"'{id}' has no version {version}", $"write a version that has a file, or of({id}) for the newest");
        }

        if (path.Contains(file))
        {
            return Circle(file);
        }

        if (Resolve(file) is not { } definition)
        {
            return FoundReference.Not(DiagnosticCodes.UnknownReference, $"the definition of '{id}' has errors itself", "correct them first");
        }

        var older = version is null ? Older(definition, asking) : [];
        return older.Find(path.Contains) is { } again ? Circle(again) : Fitting(asking, definition, older, seams);
    }

    private FoundReference Circle(DraftFile file)
    {
        var circle = path.SkipWhile(other => other != file).Append(file).Select(other => other.Draft.Definition.Id);
        return FoundReference.Not(DiagnosticCodes.Cycle, $"the indicator would be computed from itself: {string.Join(" → ", circle)}", "take the inputs of one of them instead");
    }

    /// <summary>The older versions that are needed because the newest begins later than the definition that asks.</summary>
    private List<DraftFile> Older(IndicatorDefinition newest, IndicatorDefinition asking) => SeriesParts.Starts(newest) <= SeriesParts.Starts(asking)
        ? []
        : [.. files.Where(other => other.IsOlder && other.Draft.Definition.Id == newest.Id && SeriesParts.Overlap(other.Draft.Definition, asking))];

    /// <summary>All must mean the same by a year, and together hold wherever the asking one does. The newest is given; where it takes over from another is added to the seams.</summary>
    private FoundReference Fitting(IndicatorDefinition asking, IndicatorDefinition newest, List<DraftFile> older, SortedDictionary<DateOnly, IndicatorDefinition> seams)
    {
        var taken = SeriesParts.Taken([.. older.Select(Resolve).OfType<IndicatorDefinition>(), newest], asking);
        if (!SeriesParts.Cover(taken, asking))
        {
            return FoundReference.Not(
                DiagnosticCodes.UnlikeDefinitions,
                $"version {newest.Version} of '{newest.Id}' does not hold for all periods of this definition: it holds {Words(newest.Effective)}",
                "limit this definition likewise with 'effective', or name another version behind @");
        }

        if (asking.Annual is { } rule && taken.Find(part => part.Annual is { } other && other != rule) is { Annual: { } otherRule })
        {
            var (own, theirs) = (DefinitionWords.AnnualRules.WordFor(rule), DefinitionWords.AnnualRules.WordFor(otherRule));
            return FoundReference.Not(DiagnosticCodes.UnlikeDefinitions, $"a year of '{newest.Id}' is the {theirs} of its periods, not the {own}", $"write annual: {theirs}, or take its inputs instead");
        }

        foreach (var part in taken.Skip(1))
        {
            seams[part.Effective.From!.Value] = part;
        }

        return FoundReference.Of(taken[^1]);
    }

    private static string Words(EffectivePeriod period) =>
        FormattableString.Invariant($"from {(period.From is { } from ? $"{from:yyyy-MM-dd}" : "the beginning")} to {(period.To is { } to ? $"{to:yyyy-MM-dd}" : "the end")}");
}
