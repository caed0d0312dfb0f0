using Insight.Api.Server;

namespace Insight.Api.Facades.Px;

/// <summary>How often a client may ask, as the interfaces tell it; where nothing is limited, a figure that nobody reaches.</summary>
/// <param name="Calls">Calls in a time window.</param>
/// <param name="Seconds">Length of the window in seconds.</param>
internal sealed record CallLimit(int Calls, int Seconds)
{
    private const int Window = 10;
    private const int Unlimited = 1_000_000;

    /// <summary>The limit of this server.</summary>
    public static CallLimit Of(ApiSettings settings) => new(settings.RequestsPerSecond == 0 ? Unlimited : settings.RequestsPerSecond * Window, Window);
}
