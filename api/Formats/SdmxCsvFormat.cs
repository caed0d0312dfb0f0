using System.Text;
using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// SDMX-CSV 2.0: <c>STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA[,breakdowns],TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE,DECIMALS</c>. Each
/// indicator is a dataflow of the agency INSIGHT, its version the definition's.
/// </summary>
internal sealed class SdmxCsvFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "sdmx-csv";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.sdmx.data+csv";

    /// <inheritdoc/>
    public string ContentType => "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8";

    /// <inheritdoc/>
    public string FileEnding => "-sdmx.csv";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var rows = new SdmxCsvRows(reply.Query);
        await answer.WriteAsync(Encoding.UTF8.GetBytes(rows.Header));
        await reply.EachAsync(selection => answer.WriteAsync(rows, selection));
    }
}
