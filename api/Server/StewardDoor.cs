using Insight.Api.Problems;
using Insight.Warehouse;
using Insight.Warehouse.Operations;

namespace Insight.Api.Server;

/// <summary>Lets requests that change something pass only with the steward's key.</summary>
public sealed class StewardDoor(DataFolder folder, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    private readonly Lazy<OperationsStore> store = new(() => OperationsStore.Open(folder, clock));

    /// <summary>Whether a request carries the steward's key.</summary>
    public bool IsSteward(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && new StewardKey(store.Value, folder, clock).Matches(header[Scheme.Length..]);
    }

    /// <summary>Refuses a request without the key.</summary>
    /// <exception cref="ProblemException">401.</exception>
    public void Require(HttpContext context)
    {
        if (!IsSteward(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"insight steward\"";
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status401Unauthorized, context.Request));
        }
    }
}
