using Insight.Etl.Landing;
using Insight.Warehouse;

namespace Insight.Etl.Deliveries;

/// <summary>Bytes that are on their way in: a folder of their own below <c>deliveries/.arriving</c> that goes with them, unless they are kept.</summary>
internal sealed class Arrival : IDisposable
{
    private const string Parent = ".arriving";

    /// <summary>What has been arriving for so long belongs to a process that is gone.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(6);

    private Arrival(string folder, string sha256, long bytes) => (Folder, Sha256, Bytes) = (folder, sha256, bytes);

    /// <summary>A folder for whatever is needed while they are looked at.</summary>
    public string Folder { get; }

    /// <summary>Hash of the bytes, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>Their number.</summary>
    public long Bytes { get; }

    /// <summary>Where they lie.</summary>
    public string Path => PathIn(Folder);

    /// <summary>Receives bytes as they come, never all of them in memory.</summary>
    /// <exception cref="IntakeException">They are more than the limit, or none.</exception>
    public static async Task<Arrival> ReceiveAsync(DataFolder data, string what, long most, Stream body, TimeProvider clock, CancellationToken cancellationToken)
    {
        RemoveLeftovers(data, clock);
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(data.Deliveries, Parent, Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await using var file = new FileStream(PathIn(folder), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using var counted = new HashingWriter(file, most, what);
            await body.CopyToAsync(counted, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            return counted.Length > 0
                ? new Arrival(folder, counted.Sha256, counted.Length)
                : throw new IntakeException(IntakeFault.Refused, $"{what} is empty; nothing was kept. Send the file as the body of the request.");
        }
        catch (PayloadException e)
        {
            Directory.Delete(folder, recursive: true);
            throw new IntakeException(
                IntakeFault.TooLarge, FormattableString.Invariant($"{what} is larger than {most} bytes and was refused; deliver it in parts, or raise limits.max_bytes in source.yml if it is meant to be this large."), inner: e);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Puts the bytes into the source's deliveries, in the place of those of the same name.</summary>
    public void KeepAs(DataFolder data, string source, string name)
    {
        var home = Directory.CreateDirectory(System.IO.Path.Combine(data.Deliveries, source)).FullName;
        File.Move(Path, System.IO.Path.Combine(home, name), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string PathIn(string folder) => System.IO.Path.Combine(folder, "payload");

    private static void RemoveLeftovers(DataFolder data, TimeProvider clock)
    {
        var parent = new DirectoryInfo(System.IO.Path.Combine(data.Deliveries, Parent));
        var tooOld = clock.GetUtcNow() - LeftoverAge;
        foreach (var folder in parent.Exists ? parent.EnumerateDirectories().Where(d => d.LastWriteTimeUtc < tooOld) : [])
        {
            folder.Delete(recursive: true);
        }
    }
}
