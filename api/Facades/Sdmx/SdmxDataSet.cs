using System.Globalization;

namespace Insight.Api.Facades.Sdmx;

/// <summary>The observations of one dataflow with the codes that occur, as SDMX-JSON refers to them: by position.</summary>
internal sealed class SdmxDataSet
{
    private const string AllDimensions = "AllDimensions";

    private readonly Dictionary<string, Dictionary<string, int>> positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> areas = new(StringComparer.Ordinal);

    /// <summary>The data set of observations of one flow.</summary>
    public SdmxDataSet(SdmxQuestion question, IReadOnlyList<SdmxObservation> observations)
    {
        (Observations, Flow, IsGone) = (observations, observations[0].Series.Flow, observations[0].IsGone);
        IReadOnlyList<string> all = [.. Flow.Dimensions, SdmxFlow.TimePeriod];
        ObservationDimensions = question.AtObservation == AllDimensions ? all : [question.AtObservation];
        SeriesDimensions = [.. all.Except(ObservationDimensions)];
        ObservationAttributes = IsGone ? [] : [.. question.Attributes.Where(SdmxFlow.ObservationAttributes.Contains)];
        DataSetAttributes = [.. question.Attributes.Where(SdmxFlow.DataSetAttributes.Contains)];
        foreach (var component in all.Concat(ObservationAttributes).Concat(DataSetAttributes))
        {
            var codes = observations.Select(o => CodeOf(o, component)).Distinct();
            codes = component == SdmxFlow.TimePeriod ? codes.Order(StringComparer.Ordinal) : codes;
            positions[component] = codes.Index().ToDictionary(c => c.Item, c => c.Index);
        }

        foreach (var series in observations.Select(o => o.Series).Distinct())
        {
            areas[series.Codes[1]] = series.Area;
        }
    }

    /// <summary>The observations.</summary>
    public IReadOnlyList<SdmxObservation> Observations { get; }

    /// <summary>Their dataflow.</summary>
    public SdmxFlow Flow { get; }

    /// <summary>Whether they are no longer there.</summary>
    public bool IsGone { get; }

    /// <summary>Dimensions that tell series apart.</summary>
    public IReadOnlyList<string> SeriesDimensions { get; }

    /// <summary>Dimensions that tell observations of a series apart.</summary>
    public IReadOnlyList<string> ObservationDimensions { get; }

    /// <summary>Asked attributes of observations.</summary>
    public IReadOnlyList<string> ObservationAttributes { get; }

    /// <summary>Asked attributes of the data set.</summary>
    public IReadOnlyList<string> DataSetAttributes { get; }

    /// <summary>Place of a dimension in the key; -1 of what is none.</summary>
    public int KeyPosition(string component) =>
        component == SdmxFlow.TimePeriod ? Flow.Dimensions.Count : Flow.Position(component);

    /// <summary>Codes of a component that occur, by position.</summary>
    public IEnumerable<string> Codes(string component) => positions[component].OrderBy(c => c.Value).Select(c => c.Key);

    /// <summary>Position of a code.</summary>
    public int IndexOf(string component, string code) => positions[component][code];

    /// <summary>The area for which a code of REF_AREA stands.</summary>
    public string? AreaOf(string component, string code) => component == SdmxFlow.RefArea ? areas[code] : null;

    /// <summary>Positions along some dimensions, parted by colons: 0:12:1.</summary>
    public string KeyOf(SdmxObservation observation, IReadOnlyList<string> dimensions) =>
        string.Join(':', dimensions.Select(d => IndexOf(d, CodeOf(observation, d)).ToString(CultureInfo.InvariantCulture)));

    private string CodeOf(SdmxObservation observation, string component)
    {
        var position = KeyPosition(component);
        return position < 0 ? observation.Attribute(component)
            : position == Flow.Dimensions.Count ? observation.Period.ToString()
            : observation.Series.Codes[position];
    }
}
