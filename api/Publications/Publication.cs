using System.Collections.Concurrent;
using System.Collections.Frozen;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>One publication, opened for reading: its manifest and its areas, indexed. Immutable.</summary>
public sealed class Publication
{
    private readonly FrozenDictionary<string, PublishedIndicator> indicators;
    private readonly FrozenDictionary<string, PublishedSource> sources;
    private readonly FrozenDictionary<int, PublishedLoad> loads;
    private readonly Lazy<DivisionCalendar> divisions;
    private readonly ConcurrentDictionary<(string Area, string Language), AreaText> areaTexts = [];

    public Publication(PublicationManifest manifest, AreasDocument areas)
    {
        Manifest = manifest;
        Areas = new AreaDirectory(areas.Areas, areas.Memberships, areas.Changes, areas.LeastTransfer);
        CurrentDivision = areas.CurrentDivision;
        divisions = new(() => new DivisionCalendar(Areas, CurrentDivision));
        indicators = manifest.Indicators.ToFrozenDictionary(i => i.Id, StringComparer.Ordinal);
        sources = manifest.Sources.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        loads = manifest.Loads.ToFrozenDictionary(l => l.Number);
    }

    /// <summary>What was written when it was published.</summary>
    public PublicationManifest Manifest { get; }

    /// <summary>Its areas, networks included.</summary>
    public AreaDirectory Areas { get; }

    /// <summary>The day whose municipal division <c>division=current</c> means.</summary>
    public DateOnly CurrentDivision { get; }

    /// <summary>The municipal divisions that there were.</summary>
    public DivisionCalendar Divisions => divisions.Value;

    /// <summary>Its id.</summary>
    public string Id => Manifest.Id;

    /// <summary>The indicator with an id, or null.</summary>
    public PublishedIndicator? Indicator(string id) => indicators.GetValueOrDefault(id);

    /// <summary>The source with an id, or null.</summary>
    public PublishedSource? Source(string id) => sources.GetValueOrDefault(id);

    /// <summary>The load with a number, or null.</summary>
    public PublishedLoad? Load(int number) => loads.GetValueOrDefault(number);

    /// <summary>The id and the name of an area as JSON, made once; an area that it does not know is named by its id.</summary>
    internal AreaText AreaText(string id, string language) => areaTexts.GetOrAdd(
        (id, language), key => new AreaText(key.Area, Areas.TryById(key.Area, out var area) ? area.Name(key.Language) : key.Area));

    /// <summary>The ids of all indicators.</summary>
    public IEnumerable<string> IndicatorIds => Manifest.Indicators.Select(i => i.Id);

    /// <summary>A frequency as it is written in requests and answers: year, quarter or month.</summary>
    public static string Word(Frequency frequency) => frequency.Word();

    /// <summary>The frequencies in which an indicator has values, the one that is served by default first.</summary>
    public static IReadOnlyList<Frequency> FrequenciesOf(PublishedIndicator indicator) =>
        [.. indicator.Slices.Select(s => s.Frequency).Distinct()];
}
