using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources;

/// <summary>
/// Reads one producer's wire format. One connector a source folder; it is found by the name in <c>source.yml</c> (<c>connector:</c>).
/// It keeps no state: fetching lands bytes as they are, staging turns landed bytes into typed, keyed rows.
/// </summary>
public interface IConnector
{
    /// <summary>The name used in <c>source.yml</c>.</summary>
    string Name { get; }

    /// <summary>Looks the source's settings through, without fetching anything. A connector that does not say otherwise finds nothing wrong.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    void CheckSettings(SourceDefinition source)
    {
    }

    /// <summary>Whether its producer can be asked for chosen periods (<see cref="SourceDefinition.Periods"/>) rather than for whole files.</summary>
    bool CanFetchPeriods => false;

    /// <summary>The files that may be delivered to a source with <c>origin: deliveries</c>; a connector that does not say otherwise takes none.</summary>
    IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => [];

    /// <summary>Whether observations may be pushed to its data sets where the source has <c>origin: deliveries</c>.</summary>
    bool TakesObservations => false;

    /// <summary>Asks the origin for every payload that the source's settings name, in order, and yields each once it is landed.</summary>
    IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken);

    /// <summary>
    /// Turns landed payloads into rows of the source's data sets. Bad rows go to <see cref="StagingArea.Quarantine"/>; a payload that is
    /// not the documented format at all throws <see cref="PayloadException"/> and nothing of the source is loaded.
    /// </summary>
    void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken);
}

/// <summary>A file that a source expects to be delivered.</summary>
/// <param name="Name">Its name within the source.</param>
/// <param name="Area">The municipality whose file it is, or null.</param>
public sealed record ExpectedFile(string Name, string? Area);
