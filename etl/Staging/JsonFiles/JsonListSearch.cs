using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.JsonFiles;

/// <summary>Looks for the list of records in JSON, token by token, over as many buffers as it takes.</summary>
internal sealed class JsonListSearch(LandedFile file, string place)
{
    private readonly string[] names = place.Length == 0 ? [] : place.Split('.');
    private readonly List<string> members = [];
    private int found;
    private bool isEntering = true;

    /// <summary>Reads on until the list begins; false where the buffer ends before.</summary>
    /// <exception cref="PayloadException">There is no list at the place.</exception>
    public bool GoOn(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (isEntering && Enters(reader.TokenType))
            {
                return true;
            }

            isEntering = reader.TokenType == JsonTokenType.PropertyName && IsNext(ref reader);
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth <= found)
            {
                throw NotThere();
            }
        }

        return false;
    }

    /// <summary>Whether the value that begins is the list; objects on the way to it are entered.</summary>
    private bool Enters(JsonTokenType token)
    {
        var isList = token == JsonTokenType.StartArray;
        return (isList && found == names.Length) || (token == JsonTokenType.StartObject && (found < names.Length || found == 0) ? false : throw NotThere());
    }

    private bool IsNext(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth != found + 1)
        {
            return false;
        }

        members.Add(reader.GetString()!);
        var isNext = found < names.Length && reader.ValueTextEquals(names[found]);
        found += isNext ? 1 : 0;
        return isNext;
    }

    private PayloadException NotThere() => JsonPayload.Unexpected(
        file,
        place.Length == 0
            ? $"has no list of records at its root; it has {(members.Count == 0 ? "no members" : string.Join(", ", members.Distinct()))}: say under records: in source.yml which of them holds the rows"
            : $"has no list of records at '{place}'; it has {(members.Count == 0 ? "a list at its root: leave records: out" : string.Join(", ", members.Distinct()))}");
}
