using System.Globalization;
using System.Text.Json.Nodes;
using Insight.Api.Formats;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Facades.Sdmx;

/// <summary>An indicator as a dataflow of the agency INSIGHT with a data structure of its own.</summary>
internal sealed record SdmxFlow(Publication Publication, PublishedIndicator Indicator)
{
    /// <summary>The agency.</summary>
    public const string Agency = "INSIGHT";

    /// <summary>Dimension of the length of period.</summary>
    public const string Freq = "FREQ";

    /// <summary>Dimension of areas.</summary>
    public const string RefArea = "REF_AREA";

    /// <summary>Dimension of periods.</summary>
    public const string TimePeriod = "TIME_PERIOD";

    /// <summary>The measure.</summary>
    public const string ObsValue = "OBS_VALUE";

    /// <summary>Attributes of an observation.</summary>
    public static IReadOnlyList<string> ObservationAttributes { get; } = ["OBS_STATUS", "CONF_STATUS"];

    /// <summary>Attributes of a data set.</summary>
    public static IReadOnlyList<string> DataSetAttributes { get; } = ["UNIT_MEASURE", "DECIMALS"];

    /// <summary>Its id: UNEMPLOYMENT_RATE.</summary>
    public string Id => SdmxCsvRows.Id(Indicator.Id);

    /// <summary>Id of its data structure.</summary>
    public string StructureId => "DSD_" + Id;

    /// <summary>Its version: that of the definition.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{Indicator.Version}.0.0");

    /// <summary>As SDMX-CSV refers to it.</summary>
    public string Reference => $"{Agency}:{Id}({Version})";

    /// <summary>Dimensions of its key, in order, without that of periods.</summary>
    public IReadOnlyList<string> Dimensions { get; } = (string[])[Freq, RefArea, .. Indicator.Breakdowns.Select(SdmxCsvRows.Id)];

    /// <summary>Position of a dimension in the key; -1 of what is none.</summary>
    public int Position(string dimension) => Array.IndexOf((string[])Dimensions, dimension);

    /// <summary>Everything by which its observations can be chosen.</summary>
    public IEnumerable<string> Components => [.. Dimensions, TimePeriod, ObsValue, .. ObservationAttributes, .. DataSetAttributes];

    /// <summary>Whether the values of a component are those of a code list.</summary>
    public static bool IsEnumerated(string component) => component is not (TimePeriod or ObsValue or "DECIMALS");

    /// <summary>Code of its unit.</summary>
    public string Unit => SdmxId((string?)(Indicator.Definition as JsonObject)?["unit"]?["id"] ?? "NUMBER");

    /// <summary>URN of an artefact.</summary>
    /// <param name="kind">Package and class: <c>datastructure.Dataflow</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    public static string Urn(string kind, string id, string version) => $"urn:sdmx:org.sdmx.infomodel.{kind}={Agency}:{id}({version})";

    /// <summary>A text as an SDMX id: what may not stand in one becomes an underscore (network:paijat-hame-4 is network_paijat-hame-4).</summary>
    public static string SdmxId(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or '$' ? c : '_'));

    /// <summary>Code of a length of period.</summary>
    public static string FrequencyCode(Frequency frequency) => frequency switch { Frequency.Annual => "A", Frequency.Quarterly => "Q", _ => "M" };
}
