using Insight.Warehouse.Areas;

namespace Insight.Indicators.Narrative;

/// <summary>A place in a sentence. Where no forms of its name are stored, a common noun is inflected before the plain name: alueella Seutula.</summary>
internal static class PlaceWords
{
    /// <summary>The forms of an area's name in a language.</summary>
    public static PlaceForms Of(Area area, NarrativeLanguage language)
    {
        var name = area.Name(language.Id);
        return PlaceForms.Of(area.Id, language.Id) ?? language.Id switch
        {
            "fi" => new($"alue {name}", $"alueen {name}", $"alueella {name}", $"alueelta {name}", $"alueelle {name}"),
            "sv" => new(name, $"området {name}", $"i området {name}", $"från området {name}", $"till området {name}"),
            _ => new(name, $"the area {name}", $"in the area {name}", $"from the area {name}", $"to the area {name}"),
        };
    }
}
