using Insight.Etl.Landing;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Deliveries;

/// <summary>What a trial found.</summary>
/// <param name="Staging">What was staged and refused; null where a file is missing that belongs to the one on offer.</param>
/// <param name="Report">What the checks found; null likewise.</param>
/// <param name="Awaited">What is missing, or null.</param>
/// <param name="InParts">Rows staged of a file that is read in parts, which are gone again.</param>
internal sealed record TrialOutcome(StagingArea? Staging, CheckReport? Report, string? Awaited, long InParts);

/// <summary>Takes a file on offer through landing, staging and checks as a run would, in a folder of its own, without loading anything.</summary>
internal sealed class Trial(Workplace place, SourceDefinition source)
{
    /// <summary>Tries the file.</summary>
    /// <param name="folder">A folder that the caller deletes.</param>
    /// <param name="offered">Path of the bytes on offer.</param>
    /// <param name="name">Name that they would have within the source.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IntakeException">It cannot be read, or a check stops the load.</exception>
    public async Task<TrialOutcome> RunAsync(string folder, string offered, string name, CancellationToken cancellationToken)
    {
        var (staging, inParts) = (new StagingArea(place.Areas, source.DataSets), 0L);
        try
        {
            var store = new LandingStore(Path.Combine(folder, "landing"), place.Clock);
            var origin = new TrialOrigin(source, Path.Combine(place.Folder.Deliveries, source.Id), store, place.Clock, offered, name);
            var files = new List<LandedFile>();
            await foreach (var file in place.Connectors.For(source).FetchAsync(source, origin, cancellationToken).ConfigureAwait(false))
            {
                files.Add(file);
            }

            var remembering = source with { LastGood = MappingBook.Read(place.Folder.Landing, source.Id) };
            place.Connectors.For(source).Stage(remembering, files, staging, cancellationToken);
            foreach (var large in staging.LargeFiles.Where(l => l.File.Name == name))
            {
                staging.ReadInParts(large, part => inParts += part.RowCount, cancellationToken);
            }
        }
        catch (IncompleteDeliveryException e)
        {
            return new TrialOutcome(null, null, e.Message, 0);
        }
        catch (PayloadException e)
        {
            throw new IntakeException(IntakeFault.Refused, e.Message, Of(staging, name), inner: e);
        }

        var report = StagingChecks.Apply(source, staging);
        return report.MayLoad
            ? new TrialOutcome(staging, report, null, inParts)
            : throw new IntakeException(IntakeFault.Refused, $"A check of source '{source.Id}' stops it: {report}", [.. Of(staging, name), .. report.Findings.SelectMany(f => f.Rows).Where(r => r.File == name)]);
    }

    /// <summary>The refused rows of the payload on offer; those of others were told when they came.</summary>
    public static IReadOnlyList<QuarantinedRow> Of(StagingArea staging, string name) => [.. staging.Quarantine.Rows.Where(r => r.File == name)];
}
