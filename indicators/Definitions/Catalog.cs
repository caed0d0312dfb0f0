using System.Diagnostics.CodeAnalysis;
using Insight.Indicators.Comparison;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Definitions;

/// <summary>All definitions, networks and themes that are free of errors, and what their authors should know.</summary>
/// <param name="Definitions">Definitions by theme (in the order of themes.yml) and id.</param>
/// <param name="Networks">Networks by id.</param>
/// <param name="Themes">Themes in the order of themes.yml.</param>
/// <param name="Diagnostics">Errors and warnings by file and line; a file with an error is left out of the lists above.</param>
public sealed record Catalog(
    IReadOnlyList<IndicatorDefinition> Definitions,
    IReadOnlyList<Network> Networks,
    IReadOnlyList<Theme> Themes,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Targets of all areas, by area, indicator and year.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>The words for breakdowns and their members.</summary>
    public IReadOnlyList<BreakdownWords> Breakdowns { get; init; } = [];

    /// <summary>Indicators that are or will be withdrawn, by id.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals { get; init; } = [];

    /// <summary>The words for measures of data sets.</summary>
    public MeasureWords Measures { get; init; } = MeasureWords.None;

    /// <summary>Whether any file was left out.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The definition with an id.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out IndicatorDefinition? definition)
    {
        definition = Definitions.FirstOrDefault(candidate => candidate.Id == id);
        return definition is not null;
    }

    /// <summary>What an author may have meant by an id that is not here: a sentence with the nearest one, or with those there are.</summary>
    public string NearestTo(string id)
    {
        var hint = NearestName.Hint(id, Definitions.Select(definition => definition.Id));
        return char.ToUpperInvariant(hint[0]) + hint[1..];
    }

    /// <summary>The directory with this catalogue's networks as areas.</summary>
    public AreaDirectory AddNetworksTo(AreaDirectory areas) =>
        areas.With(Networks.Select(network => network.ToArea()), Networks.SelectMany(network => network.ToMemberships()));

    /// <summary>This catalogue, when it has no errors.</summary>
    /// <exception cref="CatalogException">It has; all are in the message.</exception>
    public Catalog ThrowIfInvalid() => HasErrors ? throw new CatalogException(Diagnostics) : this;
}
