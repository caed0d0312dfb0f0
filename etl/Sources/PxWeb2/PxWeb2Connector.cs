using System.Runtime.CompilerServices;
using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Sources.StatFin;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.PxWeb2;

/// <summary>
/// Reads tables of a PxWeb server by its API, version 2: <c>/config</c> says how many cells a query may ask for, <c>/tables/{id}/metadata</c> a
/// table's variables, POST to <c>/tables/{id}/data</c> gives the figures. What is asked for is worked out from the variables of today.
/// </summary>
public sealed class PxWeb2Connector : IConnector
{
    /// <summary>Cells that a query asks for where the server says nothing.</summary>
    private const int StandardMaxCells = 100_000;

    private const string ConfigName = "config.json";

    private static readonly string[] Formats = ["json-stat2", "px"];

    /// <inheritdoc/>
    public string Name => "pxweb-v2";

    /// <inheritdoc/>
    public bool CanFetchPeriods => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => Tables(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var config = await origin.LandAsync(new PayloadRequest(ConfigName, "config", Accept: "application/json"), cancellationToken);
        yield return config;
        foreach (var table in Tables(source).Where(table => source.Origin != "live" || table.Archived is null))
        {
            var language = Uri.EscapeDataString(table.Language ?? "fi");
            var metadata = await origin.LandAsync(
                new PayloadRequest(table.MetadataName, $"tables/{table.Path}/metadata?lang={language}&outputFormat=json-stat2", Accept: "application/json"), cancellationToken);
            var axes = Axes(metadata);
            var address = $"tables/{table.Path}/data?lang={language}&outputFormat={table.Format}";
            await foreach (var payload in PxTablePayloads.LandAsync(
                source, origin, table, metadata, axes, today => PxQuery.For(today, axes, address, MaxCells(source, config), metadata, PxQuery.Body2), cancellationToken))
            {
                yield return payload;
            }
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var table in Tables(source))
        {
            var (metadata, answers) = PxTablePayloads.Of(source, table, files);
            CubeReading.Stage(source, table, metadata is null ? null : Axes(metadata), answers, staging, cancellationToken);
        }
    }

    private static IReadOnlyList<CubeTable> Tables(SourceDefinition source) =>
        CubeTable.Read(source, Formats, "table", ["max_cells"], ["periods", "areas", "archived"]);

    private static IReadOnlyList<CubeAxis> Axes(LandedFile metadata)
    {
        using var document = JsonPayload.Parse(metadata);
        return JsonStatFormat.ReadAxes(document.RootElement, metadata);
    }

    /// <summary>The smaller of what the settings and the server say.</summary>
    private static int MaxCells(SourceDefinition source, LandedFile config)
    {
        var own = source.Settings["max_cells"].Exists ? source.Settings["max_cells"].Integer : StandardMaxCells;
        using var document = JsonPayload.Parse(config);
        return document.RootElement.Get("maxDataCells", config) is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var cells) && cells > 0
            ? Math.Min(own, cells)
            : throw JsonPayload.Unexpected(config, "has no whole number as 'maxDataCells'");
    }
}
