using System.Reflection;
using System.Text;

namespace Insight.Conventions.Tests;

/// <summary>Text is UTF-8 and its lines end as on Unix, wherever it is built, because hashes are taken of it.</summary>
public sealed class TextFileTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] TextEndings = [".sql", ".csv", ".json", ".yml", ".yaml", ".md", ".txt", ".html", ".css", ".js"];

    [Test]
    public void Embedded_text_is_UTF8_with_Unix_lines() => Rule.Holds(
        "A text embedded in an assembly is UTF-8 without a mark and has no carriage returns.",
        from project in Project.Production
        let assembly = Assembly.LoadFrom(project.Assembly)
        from name in assembly.GetManifestResourceNames()
        where TextEndings.Contains(Path.GetExtension(name))
        from fault in FaultsOf(BytesOf(assembly, name))
        select $"{project.AssemblyName}.dll, {name}: {fault}");

    [Test]
    public void Written_text_is_UTF8_with_Unix_lines() => Rule.Holds(
        "A text file is UTF-8 without a mark, has no carriage returns and ends with a line's end; recorded payloads are kept as they came.",
        from file in Repository.Written
        let bytes = File.ReadAllBytes(file.FullPath)
        from fault in FaultsOf(bytes).Concat(bytes is [.., not (byte)'\n'] ? ["no line's end at the end"] : [])
        select $"{file.Path}: {fault}");

    private static byte[] BytesOf(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static IEnumerable<string> FaultsOf(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            yield return "a byte order mark";
        }

        if (bytes.Contains((byte)'\r'))
        {
            yield return "a carriage return";
        }

        if (!IsUtf8(bytes))
        {
            yield return "bytes that are not UTF-8";
        }
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
