using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Tests.Faults;

/// <summary>A producer whose certificate has expired, made here and served on loopback.</summary>
public sealed class CertificateTests
{
    [Test]
    public async Task An_expired_certificate_is_told_with_its_dates_and_not_asked_again()
    {
        var folder = Directory.CreateTempSubdirectory("insight-tls-").FullName;
        using var certificate = Expired();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        var asked = 0;
        app.Run(_ =>
        {
            asked++;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        var clock = new InstantClock(wait => wait < TimeSpan.FromHours(1));
        var source = SourceDefinitions.Of("any", []) with { Origin = "live", BaseUrl = app.Urls.First() + "/", Limits = new RequestLimits(TimeoutSeconds: 7200) };
        var origin = new PayloadOrigins(new LandingStore(folder, clock), PayloadOrigins.NewHttp(), folder, new Dictionary<string, PayloadGenerator>(), clock).For(source);
        Assert.That(() => origin.LandAsync(new PayloadRequest("a.json", "a.json"), default), Throws.TypeOf<PayloadException>()
            .With.Message.Contains("cannot be trusted").And.Message.Contains("CN=localhost").And.Message.Contains("it has expired").And.Message.Contains("Nothing was landed. Tell the producer"));
        Assert.That((asked, clock.Waits.Count), Is.EqualTo((0, 0)), "the question is not sent, and there is no second try");
        await app.StopAsync(new CancellationToken(canceled: true));
        Directory.Delete(folder, recursive: true);
    }

    private static X509Certificate2 Expired()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
