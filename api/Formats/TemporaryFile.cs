namespace Insight.Api.Formats;

/// <summary>A file for the time of one answer, for forms whose writers need one. Gone when disposed.</summary>
internal sealed class TemporaryFile(string ending) : IDisposable
{
    /// <summary>Its path; nothing is there yet.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "insight-" + Guid.NewGuid().ToString("N") + ending);

    /// <summary>Opens what was written.</summary>
    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);

    /// <summary>Deletes it.</summary>
    public void Dispose() => File.Delete(Path);
}
