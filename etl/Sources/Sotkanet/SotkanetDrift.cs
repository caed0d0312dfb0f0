using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>
/// Sotkanet knows indicators and regions by numbers and codes whose meaning stands beside them. What they meant when they were last loaded is compared with what they mean
/// today, so that a number that has come to mean something else never passes for the old one.
/// </summary>
/// <param name="source">The source, with the last good mappings.</param>
/// <param name="staging">Takes what is found, and the mappings of today.</param>
internal sealed class SotkanetDrift(SourceDefinition source, StagingArea staging)
{
    private const string Indicator = "indicator";
    private const string Unit = "unit";
    private const string Count = "absValue";
    private const string Language = "fi";

    /// <summary>Compares the regions that are areas of ours.</summary>
    public void Look(SotkanetRegions regions)
    {
        var today = regions.Known.ToDictionary(r => r.Key, r => new MappedCode(r.Key, r.Title), StringComparer.Ordinal);
        var last = LastOf(SotkanetRegions.PayloadName);
        foreach (var key in last.Keys)
        {
            Look(key, last, today);
        }

        staging.Mapped(SotkanetRegions.PayloadName, MappingOf(today));
    }

    /// <summary>Compares an indicator's title and unit, and whether it still has the counts behind its rates.</summary>
    /// <param name="request">The request of the settings.</param>
    /// <param name="description">What <c>/indicators/{id}</c> says; null where it was not landed.</param>
    /// <param name="hasCounts">Whether any figure has a count behind it.</param>
    public void Look(SotkanetRequest request, LandedFile? description, bool hasCounts)
    {
        var today = description is null ? [] : Described(request, description);
        var last = LastOf(request.PayloadName);
        if (request.Count >= 0 && hasCounts)
        {
            today[Count] = new MappedCode(Count, null);
        }

        if (last.ContainsKey(Count) && request.Count >= 0 && !hasCounts)
        {
            Find(CheckSeverity.Stop, request.DataSet.Id, $"indicator {request.Indicator}: no figure has '{Count}' any more, the count behind it; look at the answer in landing, and leave count: out of source.yml if the producer publishes none.");
        }

        if (Changed(last, today, Unit) is var (oldUnit, newUnit))
        {
            Find(CheckSeverity.Stop, request.DataSet.Id, $"indicator {request.Indicator}: its figures were {oldUnit.Code} and are {newUnit.Code} now; give the figures of the new unit a data set and an indicator of their own.");
        }
        else if (Changed(last, today, Indicator) is var (oldTitle, newTitle))
        {
            Find(CheckSeverity.Warn, request.DataSet.Id, $"indicator {request.Indicator} was '{oldTitle.Label}' and is '{newTitle.Label}' now; it is read as before. Look whether its definition has changed.");
        }

        staging.Mapped(request.PayloadName, MappingOf(today));
    }

    private void Look(string key, IReadOnlyDictionary<string, MappedCode> before, Dictionary<string, MappedCode> today)
    {
        var (was, now) = (before[key].Label, today.GetValueOrDefault(key)?.Label);
        if (was is null || was == now || (now is null && today.ContainsKey(key)))
        {
            return;
        }

        if (Called(was, key, today) is { } other)
        {
            Stop($"region '{key}' was '{was}', which is '{other}' now{(now is null ? "" : $"; '{key}' is '{now}'")}");
        }
        else if (now is not null && Called(now, key, before) is { } owner)
        {
            Stop($"region '{key}' was '{was}' and is '{now}' now, as '{owner}' was");
        }
        else if (now is not null)
        {
            Find(CheckSeverity.Warn, null, $"region '{key}' was '{was}' and is '{now}' now; it is read as before.");
        }

        void Stop(string what) => Find(CheckSeverity.Stop, null, $"{what}: codes of {CategoryOf(key)} have changed places. Bring the directory of areas up to date.");
    }

    /// <summary>Another region of the same category with a name, or null.</summary>
    private static string? Called(string name, string key, IReadOnlyDictionary<string, MappedCode> regions) =>
        regions.FirstOrDefault(r => r.Key != key && CategoryOf(r.Key) == CategoryOf(key) && r.Value.Label == name).Key;

    private static string CategoryOf(string key) => key.Split(' ')[0];

    private static Dictionary<string, MappedCode> Described(SotkanetRequest request, LandedFile description)
    {
        using var document = JsonPayload.Parse(description);
        var root = document.RootElement;
        var title = root.Find("title")?.Find(Language).TextOrNull();
        var unit = root.Find("primaryValueType")?.Find("code").TextOrNull();
        var today = new Dictionary<string, MappedCode>(StringComparer.Ordinal) { [Indicator] = new(request.Indicator.ToString(CultureInfo.InvariantCulture), title) };
        if (unit is not null)
        {
            today[Unit] = new MappedCode(unit, null);
        }

        return today;
    }

    /// <summary>What a word meant and means, where both are known and differ.</summary>
    private static (MappedCode Last, MappedCode Now)? Changed(IReadOnlyDictionary<string, MappedCode> last, Dictionary<string, MappedCode> today, string word) =>
        last.TryGetValue(word, out var before) && today.TryGetValue(word, out var now) && (before.Code != now.Code || (before.Label is not null && now.Label is not null && before.Label != now.Label))
            ? (before, now)
            : null;

    private IReadOnlyDictionary<string, MappedCode> LastOf(string payload) =>
        source.LastGood.TryGetValue(payload, out var last) ? last.Contents : new Dictionary<string, MappedCode>();

    private static TableMapping MappingOf(Dictionary<string, MappedCode> today) => new(Language, today, new Dictionary<string, MappedVariable>());

    private void Find(CheckSeverity severity, string? dataSet, string message) => staging.Find(DriftFinding.Of(severity, dataSet, message, source.Settings["requests"].Place));
}
