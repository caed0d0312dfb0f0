using System.Text;
using System.Text.Json;

namespace Insight.Api.Values;

/// <summary>Fragments of JSON, made once and copied into many answers.</summary>
public static class JsonText
{
    /// <summary><c>"name":"text",</c> in UTF-8, escaped where it must be.</summary>
    public static byte[] Member(string name, string text) =>
        Encoding.UTF8.GetBytes($"{Quoted(name)}:{Quoted(text)},");

    /// <summary>A JSON string with its quotes.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, Answers.Json.Options.Encoder)}\"";
}
