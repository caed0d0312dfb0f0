using System.Globalization;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Warehouse.Publications;

namespace Insight.Api.Withdrawals;

/// <summary>
/// Says of an indicator that will be withdrawn when that is (headers Deprecation, Sunset and Link to what replaces it), and of one that was
/// that it is gone (410). What is asked as of an earlier day is answered as it was then.
/// </summary>
internal sealed class WithdrawalNotices(PublicationShelf shelf, TimeProvider clock)
{
    private const string InPath = "/v1/indicators/";
    private const string Parameter = "indicator";

    /// <summary>Puts the notices before every resource.</summary>
    public void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null)
        {
            Check(context.Request, context.Response.Headers);
        }

        return next(context);
    });

    /// <summary>Announces what a request's indicators are to expect.</summary>
    /// <exception cref="ProblemException">410: one of them is gone.</exception>
    public void Check(HttpRequest request, IHeaderDictionary headers)
    {
        if (shelf.CurrentOrNull is not { Manifest.Withdrawals: { Count: > 0 } withdrawals } current)
        {
            return;
        }

        foreach (var withdrawal in Asked(request).Select(id => withdrawals.FirstOrDefault(w => w.Id == id)).OfType<Withdrawal>())
        {
            Announce(headers, withdrawal);
            if (IsGone(withdrawal, current) && !request.Query.ContainsKey("asOf") && !IsHistory(request))
            {
                throw new ProblemException(Gone(withdrawal));
            }
        }
    }

    private bool IsGone(Withdrawal withdrawal, Publication current) =>
        DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) >= withdrawal.Date || current.Indicator(withdrawal.Id) is null;

    /// <summary>What changed is told of an indicator that is gone as of any other.</summary>
    private static bool IsHistory(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1/revisions") || request.Path.StartsWithSegments("/v1/changes") || request.Path.StartsWithSegments("/v1/publications");

    private static IEnumerable<string> Asked(HttpRequest request) => request.Path.Value is { } path && path.StartsWith(InPath, StringComparison.Ordinal)
        ? [path[InPath.Length..]]
        : request.Query[Parameter].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static void Announce(IHeaderDictionary headers, Withdrawal withdrawal)
    {
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{Midnight(withdrawal.Announced).ToUnixTimeSeconds()}");
        headers["Sunset"] = Midnight(withdrawal.Date).ToString("R", CultureInfo.InvariantCulture);
        if (withdrawal.ReplacedBy is { } other)
        {
            headers.Append("Link", $"</v1/indicators/{other}>; rel=\"successor-version\"");
        }
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static Problem Gone(Withdrawal withdrawal)
    {
        var (day, before) = (Text(withdrawal.Date), Text(withdrawal.Date.AddDays(-1)));
        var instead = withdrawal.ReplacedBy is { } other ? $" Take '{other}' instead." : "";
        return new Problem(
            410, "indicator-withdrawn", "The indicator was withdrawn",
            $"'{withdrawal.Id}' was withdrawn on {day}: {withdrawal.Reason.GetValueOrDefault("en")}{instead} Its last figures can be read with asOf={before}.")
        {
            Parameter = Parameter,
            Value = withdrawal.Id,
            Suggestions = withdrawal.ReplacedBy is { } id ? [id] : null,
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
