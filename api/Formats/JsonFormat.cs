using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>Rows as JSON: <c>{"publication":…,"rows":[{"area":"KU111","period":"2018","value":13.98},…],"notes":[…]}</c>.</summary>
internal sealed class JsonFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string ContentType => Answers.Answer.JsonType;

    /// <inheritdoc/>
    public string? FileEnding => null;

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var rows = new JsonRows(reply.Query.Indicators.Count > 1, reply.Texts);
        await answer.WriteAsync(await reply.JsonHeadAsync());
        await reply.EachAsync(selection => answer.WriteAsync(rows, selection));
        await answer.WriteAsync(await reply.TailAsync());
    }
}
