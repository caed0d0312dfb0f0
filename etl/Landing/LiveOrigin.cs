using System.Security.Authentication;
using System.Text;
using Insight.Etl.Sources;
using Polly;
using Polly.Retry;

namespace Insight.Etl.Landing;

/// <summary>
/// Asks the producer's server: politely (a pace a source), patiently (repeats what may pass, as often as <see cref="RequestLimits.Attempts"/>
/// allows, waiting twice as long each time or as long as the server asks), and sceptically (size, web pages, redirects, cut answers).
/// </summary>
public sealed class LiveOrigin : IPayloadOrigin
{
    /// <summary>The wait before the first repetition; each further one doubles it, give or take some jitter.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>No computed wait is longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>A server that asks for a longer wait is left alone until the next scheduled run.</summary>
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromMinutes(10);

    private readonly SourceDefinition source;
    private readonly LandingStore store;
    private readonly HttpMessageInvoker http;
    private readonly RequestPace pace;
    private readonly TimeProvider clock;
    private readonly IProgress<FetchProgress>? progress;
    private readonly string userAgent;
    private readonly ResiliencePipeline<LandedFile> repeating;
    private int requests;
    private long bytes;

    /// <summary>An origin for one source.</summary>
    /// <param name="source">The source; its base URL and limits are used.</param>
    /// <param name="store">Where payloads land.</param>
    /// <param name="http">Sends requests; from <see cref="PayloadOrigins.NewHttp"/>, which follows no redirects by itself.</param>
    /// <param name="pace">The pace of all requests to this source.</param>
    /// <param name="userAgent">Who we are, as producers ask to be told.</param>
    /// <param name="clock">Time; waits pass on it.</param>
    /// <param name="progress">Is told of every piece received, or null.</param>
    public LiveOrigin(
        SourceDefinition source, LandingStore store, HttpMessageInvoker http, RequestPace pace, string userAgent, TimeProvider clock, IProgress<FetchProgress>? progress = null)
    {
        (this.source, this.store, this.http, this.pace, this.userAgent, this.clock, this.progress) = (source, store, http, pace, userAgent, clock, progress);
        repeating = Repeating(source.Limits.Attempts, clock);
    }

    /// <inheritdoc/>
    public bool Has(string name) => true;

    /// <inheritdoc/>
    public async Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        var address = LandingDraft.Address(source, request);
        try
        {
            return await repeating.ExecuteAsync(async token => await TryOnceAsync(request, address, token), cancellationToken);
        }
        catch (TransientFault fault)
        {
            var gaveUp = fault.RetryAfter > LongestAskedWait
                ? $"It asks to be left alone for {fault.RetryAfter.Value.TotalMinutes:0} minutes"
                : $"It was tried {source.Limits.Attempts} times";
            throw new PayloadException($"{fault.Message} {gaveUp}; nothing was landed. Run the source again later, or look at {address.GetLeftPart(UriPartial.Authority)}.", fault);
        }
    }

    private static ResiliencePipeline<LandedFile> Repeating(int attempts, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<LandedFile> { TimeProvider = clock };
        if (attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<LandedFile>
            {
                ShouldHandle = new PredicateBuilder<LandedFile>().Handle<TransientFault>(fault => !(fault.RetryAfter > LongestAskedWait)),
                MaxRetryAttempts = attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                DelayGenerator = tried => ValueTask.FromResult((tried.Outcome.Exception as TransientFault)?.RetryAfter),
            });
        }

        return builder.Build();
    }

    private async Task<LandedFile> TryOnceAsync(PayloadRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var silence = new Silence(TimeSpan.FromSeconds(source.Limits.TimeoutSeconds), clock, cancellationToken);
        try
        {
            using var response = await SendAsync(request, address, silence);
            var answer = new LiveAnswer(source, request, address, response, clock);
            await answer.RefuseFailureAsync(silence.Token);
            return await answer.LandAsync(store, silence, Received);
        }
        catch (OperationCanceledException e) when (silence.IsOver)
        {
            throw new TransientFault($"{address} sent nothing for {source.Limits.TimeoutSeconds} s.", inner: e);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException untrusted)
        {
            throw new PayloadException($"{address} cannot be trusted: {untrusted.Message} Nothing was landed. Tell the producer; if it has moved, change base_url in source.yml.", e);
        }
        catch (HttpRequestException e)
        {
            throw new TransientFault($"{address} could not be reached: {e.Message}", inner: e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(PayloadRequest request, Uri address, Silence silence)
    {
        for (var redirects = 0; redirects <= SameHostRedirects.Most; redirects++)
        {
            silence.Stop();
            await pace.WaitAsync(silence.Token);
            silence.Start();
            requests++;
            using var message = Message(request, address);
            var response = await http.SendAsync(message, silence.Token);
            if (Redirected(response, address, request.JsonBody is not null) is not { } next)
            {
                return response;
            }

            address = next;
        }

        throw new PayloadException($"{address} redirects more than {SameHostRedirects.Most} times; look at the address in a browser and mend base_url in source.yml.");
    }

    /// <summary>The next address of a redirect, whose response is done with; null when the response is an answer.</summary>
    private static Uri? Redirected(HttpResponseMessage response, Uri address, bool hasBody)
    {
        Uri? next = null;
        try
        {
            return next = SameHostRedirects.Next(response, address, hasBody);
        }
        finally
        {
            if (next is not null)
            {
                response.Dispose();
            }
        }
    }

    private void Received(PayloadRequest request, int count)
    {
        bytes += count;
        progress?.Report(new FetchProgress(source.Id, request.Name, requests, bytes));
    }

    private HttpRequestMessage Message(PayloadRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.JsonBody is null ? HttpMethod.Get : HttpMethod.Post, address);
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept ?? "*/*");
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (request.JsonBody is { } body)
        {
            message.Content = new StringContent(body, new UTF8Encoding(false), "application/json");
        }

        return message;
    }
}
