using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Values;

namespace Insight.Api.Facades.Sdmx;

/// <summary>A data query.</summary>
/// <param name="Publication">What it is answered from.</param>
/// <param name="Earlier">Only what differs from this publication is wanted; null for everything.</param>
/// <param name="Flows">Asked dataflows.</param>
/// <param name="Keys">Keys of series with null for every code; empty for all series.</param>
/// <param name="Conditions">Conditions that hold together.</param>
internal sealed record SdmxQuestion(
    Publication Publication, Publication? Earlier, IReadOnlyList<SdmxFlow> Flows, IReadOnlyList<string?[]> Keys, IReadOnlyList<SdmxCondition> Conditions)
{
    /// <summary>Most first observations of each series; null for all.</summary>
    public int? First { get; init; }

    /// <summary>Most last observations of each series; null for all.</summary>
    public int? Last { get; init; }

    /// <summary>Observations passed over.</summary>
    public int Offset { get; init; }

    /// <summary>Most observations; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The dimension by which observations of a series are told apart, or AllDimensions.</summary>
    public string AtObservation { get; init; } = SdmxFlow.TimePeriod;

    /// <summary>The attributes to be answered.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Whether the value is to be answered.</summary>
    public bool WithValue { get; init; } = true;

    /// <summary>The municipal division; null for the current one.</summary>
    public DivisionQuery? Division { get; init; }

    /// <summary>Language of names.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether a code of a dimension of a flow is asked for.</summary>
    /// <param name="position">Position of the dimension.</param>
    /// <param name="component">Its id.</param>
    /// <param name="code">The code.</param>
    public bool Wants(int position, string component, string code) =>
        (Keys.Count == 0 || Keys.Any(key => position >= key.Length || Means(key[position], code)))
        && Conditions.Where(c => c.Component == component).All(c => c.Holds(code));

    /// <summary>Whether a whole key is asked for.</summary>
    public bool Wants(IReadOnlyList<string> codes) =>
        Keys.Count == 0 || Keys.Any(key => key.Index().All(part => part.Item is null || (part.Index < codes.Count && Means(part.Item, codes[part.Index]))));

    /// <summary>Codes that are named one by one: the parameter that names each, its component and the code.</summary>
    public IEnumerable<(string Parameter, string Component, string Code)> NamedCodes()
    {
        var dimensions = Flows.MaxBy(f => f.Dimensions.Count)!.Dimensions;
        var inKeys = Keys.SelectMany(key => key.Index()).Where(part => part.Item is not null)
            .SelectMany(part => part.Item!.Split('+').Select(code => ("key", dimensions[part.Index], code)));
        return inKeys.Concat(Conditions.Where(c => SdmxFlow.IsEnumerated(c.Component)).SelectMany(c => c.Named.Select(code => ($"c[{c.Component}]", c.Component, code)))).Distinct();
    }

    /// <summary>Whether a part of a key means a code: null every one, KU016+KU111 (as in SDMX 2.1) either.</summary>
    private static bool Means(string? part, string code) => part is null || part == code || (part.Contains('+', StringComparison.Ordinal) && part.Split('+').Contains(code));

    /// <summary>Reads the key of a path.</summary>
    /// <exception cref="ProblemException">400: a key has more parts than the flow has dimensions.</exception>
    public static IReadOnlyList<string?[]> KeysOf(string? text, IReadOnlyList<SdmxFlow> flows)
    {
        if (text is null or "*" or "all" or "")
        {
            return [];
        }

        List<string?[]> keys = [.. text.Split(',').Select(key => key.Split('.').Select(part => part is "" or "*" ? null : part).ToArray())];
        var most = flows.Count == 0 ? int.MaxValue : flows.Max(f => f.Dimensions.Count);
        return keys.Find(k => k.Length > most) is { } tooLong
            ? throw BadRequest.Parameter("key", text, $"The key has {tooLong.Length} parts, and {flows[0].Id} has the dimensions {string.Join('.', flows[0].Dimensions)}; periods are chosen by c[TIME_PERIOD].")
            : keys;
    }
}
