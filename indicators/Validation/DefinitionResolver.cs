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
        var definition = DefinitionValidator.Validate(file.Draft, dataSets, areas, (id, version) => Find(file, id, version), file.Bag);
        path.RemoveAt(path.Count - 1);
        return done[file] = definition;
    }

    private FoundReference Find(DraftFile asking, string id, int? version)
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
            var circle = path.SkipWhile(other => other != file).Append(file).Select(other => other.Draft.Definition.Id);
            return FoundReference.Not(DiagnosticCodes.Cycle, $"the indicator would be computed from itself: {string.Join(" → ", circle)}", "take the inputs of one of them instead");
        }

        return Resolve(file) is { } definition
            ? Fitting(asking.Draft.Definition, definition)
            : FoundReference.Not(DiagnosticCodes.UnknownReference, $"the definition of '{id}' has errors itself", "correct them first");
    }

    /// <summary>Both must mean the same by a year, and the other must hold wherever this one does.</summary>
    private static FoundReference Fitting(IndicatorDefinition asking, IndicatorDefinition other)
    {
        if (asking.Annual is { } rule && other.Annual is { } otherRule && rule != otherRule)
        {
            var (own, theirs) = (DefinitionWords.AnnualRules.WordFor(rule), DefinitionWords.AnnualRules.WordFor(otherRule));
            return FoundReference.Not(DiagnosticCodes.UnlikeDefinitions, $"a year of '{other.Id}' is the {theirs} of its periods, not the {own}", $"write annual: {theirs}, or take its inputs instead");
        }

        var covers = Starts(other) <= Starts(asking) && Ends(other) >= Ends(asking);
        return covers ? FoundReference.Of(other) : FoundReference.Not(
            DiagnosticCodes.UnlikeDefinitions,
            $"version {other.Version} of '{other.Id}' does not hold for all periods of this definition: it holds {Words(other.Effective)}",
            "limit this definition likewise with 'effective', or name another version behind @");
    }

    private static DateOnly Starts(IndicatorDefinition definition) => definition.Effective.From ?? DateOnly.MinValue;

    private static DateOnly Ends(IndicatorDefinition definition) => definition.Effective.To ?? DateOnly.MaxValue;

    private static string Words(EffectivePeriod period) =>
        FormattableString.Invariant($"from {(period.From is { } from ? $"{from:yyyy-MM-dd}" : "the beginning")} to {(period.To is { } to ? $"{to:yyyy-MM-dd}" : "the end")}");
}
