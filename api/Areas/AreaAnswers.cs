using System.Text.Json.Serialization;
using Insight.Api.Publications;
using Insight.Warehouse.Areas;

namespace Insight.Api.Areas;

/// <summary>Areas of a publication.</summary>
public sealed record AreasAnswer(string Publication, IReadOnlyList<AreaAnswer> Areas);

/// <summary>One area.</summary>
/// <param name="Id">Id with its level prefix.</param>
/// <param name="Level">country, region, sub-region, wellbeing-county, municipality, grouping or network.</param>
/// <param name="Code">Code without prefix.</param>
/// <param name="Names">Names by language.</param>
/// <param name="ValidFrom">First day, where known.</param>
/// <param name="ValidTo">First day without it; null while it exists.</param>
/// <param name="Parents">Ids of the areas that it belongs to in the current division.</param>
public sealed record AreaAnswer(
    string Id, string Level, string Code, IReadOnlyDictionary<string, string> Names, DateOnly? ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Parents)
{
    /// <summary>Name in the asked language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Ids of its members in the current division; only where one area was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Members { get; init; }

    internal static AreaAnswer Of(Area area, Publication publication, string? language) => new(
        area.Id, AreaWords.Word(area.Level), area.Code, area.Names, area.ValidFrom, area.ValidTo,
        publication.Areas.ParentsOf(area.Id, publication.CurrentDivision))
    { Name = language is null ? null : area.Name(language) };
}
