using System.Globalization;
using Insight.Etl.Sources;
using Insight.Indicators.Definitions;

namespace Insight.Etl.Staging.Checks;

/// <summary>The indicators that checks compare published rates with (<c>check: agreement</c>, <c>indicator: …</c>) must be in the catalogue, which is read after the sources.</summary>
public static class CheckedIndicators
{
    /// <summary>What checks of sources name and the catalogue does not have. Files that cannot be read are told elsewhere.</summary>
    public static IReadOnlyList<SourceProblem> Unknown(IEnumerable<SourceDefinition> sources, Catalog catalog) =>
    [
        .. sources.SelectMany(source => (source.Rules ?? SourceRules.Read(source, [])).Checks.OfType<IndicatorAgreementRule>())
            .Where(rule => !catalog.TryFind(rule.Indicator, out _)).Select(rule => Problem(rule, catalog)),
    ];

    private static SourceProblem Problem(IndicatorAgreementRule rule, Catalog catalog)
    {
        var line = rule.Place.LastIndexOf(':');
        return new SourceProblem(
            "SRC004", rule.Place[..line], long.Parse(rule.Place[(line + 1)..], CultureInfo.InvariantCulture), $"'indicator' is '{rule.Indicator}', which is not an indicator of the catalogue.", catalog.NearestTo(rule.Indicator));
    }
}
