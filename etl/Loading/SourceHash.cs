using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Sources;

namespace Insight.Etl.Loading;

/// <summary>The fingerprint of how a source is read: its YAML files and the program's version. Payloads are staged anew when it changes.</summary>
public static class SourceHash
{
    /// <summary>Hash, lower-case hex.</summary>
    public static string Of(SourceDefinition source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(typeof(SourceHash).Assembly.GetName().Version!.ToString()));
        foreach (var file in Directory.EnumerateFiles(source.Folder, "*.yml").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
