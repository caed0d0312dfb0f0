using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Api.Tests.Fuzz;

/// <summary>A request as bytes.</summary>
/// <param name="Operation">The operation of the document that it began as.</param>
/// <param name="Method">Its method.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="IsOdd">Whether the server may close the connection without an answer, because it may be no HTTP.</param>
/// <param name="IsBroken">Whether it may say of itself that it is longer than it is: then the connection ends with it.</param>
internal sealed record FuzzRequest(string Operation, string Method, byte[] Bytes, bool IsOdd, bool IsBroken)
{
    /// <summary>For messages: the text without what cannot be shown.</summary>
    public string Shown => new([.. Encoding.Latin1.GetString(Bytes, 0, Math.Min(Bytes.Length, 600)).Select(c => c is >= ' ' and <= '~' ? c : c == '\n' ? '⏎' : c == '\r' ? '\u200b' : '·')]);
}

/// <summary>What came back; status 0 where the server closed the connection without an answer.</summary>
internal sealed record FuzzAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Sends bytes over TCP, so that also what no client library would send is sent. One connection, a new one where the server closed it.</summary>
internal sealed class FuzzClient(Uri server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] buffer = new byte[64 * 1024];
    private TcpClient? connection;
    private int filled;
    private int taken;

    public void Dispose() => connection?.Dispose();

    /// <summary>The answer to a request; on a new connection where the server had closed the old one meanwhile.</summary>
    /// <exception cref="OperationCanceledException">None came within a minute.</exception>
    public async Task<FuzzAnswer> SendAsync(FuzzRequest request)
    {
        var isReused = connection is not null;
        var answer = await TryAsync(request);
        return answer.Status == 0 && isReused ? await TryAsync(request) : answer;
    }

    private async Task<FuzzAnswer> TryAsync(FuzzRequest request)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (connection is null)
            {
                connection = new TcpClient { NoDelay = true };
                await connection.ConnectAsync(server.Host, server.Port, patience.Token);
                (filled, taken) = (0, 0);
            }

            await connection.GetStream().WriteAsync(request.Bytes, patience.Token);
            if (request.IsBroken)
            {
                connection.Client.Shutdown(SocketShutdown.Send);
            }

            var answer = await ReadAsync(request.Method == "HEAD", patience.Token);
            if (request.IsOdd || answer.Status == 0 || taken < filled || answer.Headers.GetValueOrDefault("Connection") == "close")
            {
                Close();
            }

            return answer;
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // The server closes where it refuses to read on; what it said before that, if anything, is lost with the connection.
            Close();
            return new FuzzAnswer(0, new Dictionary<string, string>(), []);
        }
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    private async Task<FuzzAnswer> ReadAsync(bool isHead, CancellationToken stop)
    {
        if (await LineAsync(stop) is not { Length: > 0 } statusLine)
        {
            return new FuzzAnswer(0, new Dictionary<string, string>(), []);
        }

        var status = int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return status == 100
            ? await ReadAsync(isHead, stop)
            : new FuzzAnswer(status, headers, isHead || status is 204 or 304 ? [] : await BodyAsync(headers, stop));
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken stop)
    {
        var body = new ArrayBufferWriter<byte>();
        if (headers.TryGetValue("Content-Length", out var length))
        {
            await TakeAsync(body, int.Parse(length, CultureInfo.InvariantCulture), stop);
        }
        else if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            while (int.Parse((await LineAsync(stop))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                await TakeAsync(body, size, stop);
                await LineAsync(stop);
            }
        }

        return body.WrittenSpan.ToArray();
    }

    private async Task TakeAsync(ArrayBufferWriter<byte> body, int count, CancellationToken stop)
    {
        while (count > 0 && (taken < filled || await FillAsync(stop)))
        {
            var part = Math.Min(count, filled - taken);
            body.Write(buffer.AsSpan(taken, part));
            (taken, count) = (taken + part, count - part);
        }
    }

    private async Task<string?> LineAsync(CancellationToken stop)
    {
        var line = new StringBuilder();
        while (taken < filled || await FillAsync(stop))
        {
            var next = (char)buffer[taken++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(next);
        }

        return line.Length == 0 ? null : line.ToString();
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        (taken, filled) = (0, await connection!.GetStream().ReadAsync(buffer, stop));
        return filled > 0;
    }
}
