using System.Text.RegularExpressions;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Validation;

/// <summary>
/// Checks where a sample's numbers stand in other indicators (<c>survey-response-rate.denominator[survey=work-wellbeing]</c>): the indicator must be
/// there, must have that side of a line, and the breakdowns that are named.
/// </summary>
/// <param name="files">All definitions as read, those with errors included.</param>
internal sealed partial class VariationReferences(IReadOnlyList<DraftFile> files)
{
    /// <summary>Reports what a definition names and others do not have.</summary>
    public void Check(DraftFile file)
    {
        var variation = file.Draft.Definition.Variation;
        foreach (var (field, text) in new[] { ("respondents", variation.Respondents), ("population", variation.Population), ("squares", variation.Squares) })
        {
            if (text is not null && Place().Match(text) is { Success: true } place)
            {
                Check(file, $"variation.{field}", place);
            }
        }
    }

    private void Check(DraftFile file, string field, Match place)
    {
        var (id, line) = (place.Groups["id"].Value, file.Draft.Lines[field]);
        if (files.FirstOrDefault(other => !other.IsOlder && other.Draft.Definition.Id == id)?.Draft.Definition is not { } other)
        {
            var ids = files.Select(known => known.Draft.Definition.Id);
            file.Bag.Error(DiagnosticCodes.BadVariation, line, $"'{id}' in '{field}' is not an indicator of the catalogue", NearestName.Hint(id, ids));
            return;
        }

        if (place.Groups["side"].Value == Variation.Denominator && other.Aggregation == AggregationClass.Sum)
        {
            file.Bag.Error(DiagnosticCodes.BadVariation, line, $"'{id}' is a total and has no denominator", $"write {id}.numerator");
        }

        foreach (var breakdown in place.Groups["breakdown"].Captures.Select(capture => capture.Value).Where(name => !other.Breakdowns.Contains(name)))
        {
            file.Bag.Error(DiagnosticCodes.BadVariation, line, $"'{id}' has no breakdown '{breakdown}'", NearestName.Hint(breakdown, other.Breakdowns));
        }
    }

    /// <summary>A place in another indicator: id, side of the line, members of its breakdowns.</summary>
    [GeneratedRegex(@"^(?<id>[a-z][a-z0-9]*(-[a-z0-9]+)*)\.(?<side>numerator|denominator)(\[(?<breakdown>[a-z_]+)=[a-z0-9-]+(,(?<breakdown>[a-z_]+)=[a-z0-9-]+)*\])?$", RegexOptions.CultureInvariant)]
    public static partial Regex Place();
}
