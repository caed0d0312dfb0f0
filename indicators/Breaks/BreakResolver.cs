using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Breaks;

/// <summary>Puts the reforms to which a definition refers in place of the references, so that its breaks need no other file.</summary>
internal static class BreakResolver
{
    /// <summary>The definition with its breaks spelt out, oldest first; a reference to nothing, or to areas that a reform did not touch, is reported.</summary>
    public static DefinitionDraft Resolve(DefinitionDraft draft, IReadOnlyDictionary<string, Reform> reforms, DiagnosticBag bag)
    {
        CheckMembers(draft, bag);
        var resolved = draft.Definition.Breaks.Select((item, i) => item.Reform is { } id ? Resolve(item, id, i, draft.Lines, reforms, bag) : item).ToList();
        return draft with { Definition = draft.Definition with { Breaks = resolved } };
    }

    private static void CheckMembers(DefinitionDraft draft, DiagnosticBag bag)
    {
        foreach (var (item, i) in draft.Definition.Breaks.Select((item, i) => (item, i)))
        {
            foreach (var unknown in (item.Where?.Keys ?? []).Except(draft.Definition.Breakdowns, StringComparer.Ordinal))
            {
                bag.Error(
                    DiagnosticCodes.UnknownBreakdown,
                    draft.Lines[string.Create(CultureInfo.InvariantCulture, $"breaks[{i}].where.{unknown}")],
                    $"the break is one of members of '{unknown}', by which there are no values",
                    NearestName.Hint(unknown, draft.Definition.Breakdowns));
            }
        }
    }

    private static SeriesBreak Resolve(
        SeriesBreak item, string id, int i, YamlLines lines, IReadOnlyDictionary<string, Reform> reforms, DiagnosticBag bag)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"breaks[{i}]");
        if (!reforms.TryGetValue(id, out var reform))
        {
            bag.Error(DiagnosticCodes.UnknownReform, lines[$"{place}.reform"], $"'{id}' is not a reform of reforms.yml", NearestName.Hint(id, reforms.Keys));
            return item;
        }

        foreach (var (area, j) in item.Areas.Select((area, j) => (area, j)).Where(pair => reform.Areas.Count > 0 && !reform.Areas.Contains(pair.area)))
        {
            bag.Error(
                DiagnosticCodes.NotOfReform,
                lines[string.Create(CultureInfo.InvariantCulture, $"{place}.areas[{j}]")],
                $"'{area}' is not among the areas of the reform '{id}'",
                $"the reform touched {string.Join(", ", reform.Areas)}; narrow it, or correct reforms.yml");
        }

        return new SeriesBreak(reform.From, item.Areas.Count > 0 ? item.Areas : reform.Areas, reform.Reason, id, item.Where);
    }
}
