using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.JsonFiles;

/// <summary>Reads the objects of a list in a JSON payload one after the other, with memory for one of them.</summary>
internal sealed class JsonRecords : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>A single record that is larger is no record of figures.</summary>
    private const int LargestRecord = 1 << 22;

    private readonly LandedFile file;
    private readonly string place;
    private readonly Stream stream;
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int end;
    private bool isLast;
    private JsonReaderState state;

    /// <summary>Opens a payload and goes to its list.</summary>
    /// <param name="file">The payload.</param>
    /// <param name="place">Names of members from the root to the list, with points between; empty: the root is the list.</param>
    /// <exception cref="PayloadException">It is no JSON, or has no list there.</exception>
    public JsonRecords(LandedFile file, string place)
    {
        (this.file, this.place) = (file, place);
        stream = file.OpenRead();
        Fill();
        start += buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8) ? 3 : 0;
        var search = new JsonListSearch(file, place);
        while (!Guarded(() => GoTo(search)))
        {
            Fill();
        }
    }

    /// <summary>The next record, to be disposed; null behind the last.</summary>
    /// <exception cref="PayloadException">It is no object, or the payload ends before the list does.</exception>
    public JsonDocument? Next()
    {
        JsonDocument? record = null;
        var isOver = false;
        while (!Guarded(() => TryNext(out record, out isOver)))
        {
            Fill();
        }

        if (isOver)
        {
            // What follows is of no use, but the hash of the whole is compared.
            stream.CopyTo(Stream.Null);
            return null;
        }

        return record!.RootElement.ValueKind == JsonValueKind.Object
            ? record
            : throw JsonPayload.Unexpected(file, $"has {record.RootElement.ValueKind} among the records{At}, where an object with a member for each column belongs");
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private string At => place.Length == 0 ? "" : $" at '{place}'";

    private bool GoTo(JsonListSearch search)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
        var found = search.GoOn(ref reader);
        Consume(ref reader);
        return found;
    }

    /// <summary>Whether the next record, or the end of the list, lies in the buffer as a whole.</summary>
    private bool TryNext(out JsonDocument? record, out bool isOver)
    {
        (record, isOver) = (null, false);
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
        if (!reader.Read())
        {
            return false;
        }

        isOver = reader.TokenType == JsonTokenType.EndArray;
        if (!isOver && !JsonDocument.TryParseValue(ref reader, out record))
        {
            return false;
        }

        Consume(ref reader);
        return true;
    }

    private void Consume(ref Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    /// <summary>Reads on; what was not used yet moves to the front of the buffer.</summary>
    private void Fill()
    {
        var kept = end - start;
        if (isLast || kept > LargestRecord)
        {
            throw JsonPayload.Unexpected(file, isLast ? $"ends before its list of records{At} does" : $"has a record of more than {LargestRecord} bytes{At}");
        }

        var target = kept > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, kept).CopyTo(target);
        (buffer, start, end) = (target, 0, kept);
        var read = stream.Read(buffer, end, buffer.Length - end);
        isLast = read == 0;
        end += read;
    }

    private bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new PayloadException($"'{file.Name}' is not whole JSON: {e.Message} Deliver it again; if it stays so, tell whoever writes it.", e);
        }
        catch (InvalidOperationException e)
        {
            throw JsonPayload.HalfCharacter(file, e);
        }
    }
}
