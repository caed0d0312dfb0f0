using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Landing;

namespace Insight.Etl.Tests.Staging;

/// <summary>A folder of payloads as they would lie in landing; it goes when the test ends.</summary>
internal sealed class PayloadFolder : IDisposable
{
    /// <summary>Where they lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("insight-payloads-").FullName;

    public LandedFile Add(string name, byte[] bytes)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = Path.Combine(Folder, sha256);
        File.WriteAllBytes(path, bytes);
        return new LandedFile(path, new LandingManifest(
            "test", name, $"https://producer.example/{name}", "GET", null, "recorded", DateTimeOffset.UnixEpoch, sha256, bytes.Length, null, null, "Test", "CC-BY-4.0", true));
    }

    public LandedFile Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public LandedFile AddFile(string path) => Add(Path.GetFileName(path), File.ReadAllBytes(path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
