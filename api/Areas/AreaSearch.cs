using Insight.Api.Problems;
using Insight.Warehouse.Areas;

namespace Insight.Api.Areas;

/// <summary>Finds the area that a request means, or says which it may have meant.</summary>
public static class AreaSearch
{
    /// <summary>The area with an id, in any case; a bare number is a municipality.</summary>
    /// <exception cref="ProblemException">400 unknown-area with the nearest ids and names.</exception>
    public static Area Required(AreaDirectory areas, string parameter, string text) => areas.TryResolve(text, out var area)
        ? area
        : throw BadRequest.Unknown(
            "area", parameter, text, Suggestions(areas, text), "Areas are listed at /v1/areas; a municipality is KU and three digits.");

    /// <summary>Ids of areas whose name or id is near to a text, best first.</summary>
    public static IReadOnlyList<string> Suggestions(AreaDirectory areas, string text)
    {
        var byName = NearestNames.Of(text, areas.Areas.SelectMany(a => a.Names.Values))
            .SelectMany(name => areas.Areas.Where(a => a.Names.Values.Contains(name)))
            .Select(a => a.Id);
        var byId = NearestNames.Of(text, areas.Areas.Select(a => a.Id));
        return [.. (text.Any(char.IsAsciiDigit) ? byId.Concat(byName) : byName.Concat(byId)).Distinct().Take(3)];
    }
}
