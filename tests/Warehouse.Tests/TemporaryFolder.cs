namespace Insight.Warehouse.Tests;

/// <summary>A folder of one test's own, gone when the test is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("insight-test-").FullName;

    /// <summary>The folder as a data folder.</summary>
    public DataFolder Data => DataFolder.Open(Path);

    /// <summary>Path of something in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
