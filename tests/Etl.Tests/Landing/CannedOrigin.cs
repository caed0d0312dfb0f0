using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Tests.Staging;

namespace Insight.Etl.Tests.Landing;

/// <summary>Serves texts by payload name and remembers what was asked.</summary>
internal sealed class CannedOrigin(PayloadFolder folder, IReadOnlyDictionary<string, string> payloads) : IPayloadOrigin
{
    public List<PayloadRequest> Asked { get; } = [];

    public bool Has(string name) => payloads.ContainsKey(name);

    public Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return Task.FromResult(folder.Add(request.Name, Encoding.UTF8.GetBytes(payloads[request.Name])));
    }
}
