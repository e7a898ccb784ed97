using System.Security.Cryptography;
using System.Text;
using ServiceBot.Host.Channels;

namespace ServiceBot.Host.Auth;

/// <summary>The bearer key of an administrator, <c>Admin:ApiKey</c>; made, kept in the data folder and printed once where none is configured.</summary>
internal sealed class AdminKey
{
    private readonly byte[] hash;

    public AdminKey(IConfiguration configuration, Settings settings)
    {
        var given = configuration["ServiceBot:Admin:ApiKey"];
        if (given is { Length: > 0 and < 16 })
        {
            throw new InvalidOperationException("ServiceBot:Admin:ApiKey has fewer than 16 characters; give a longer one, or none to have it made.");
        }

        this.IsNew = string.IsNullOrEmpty(given) && !File.Exists(Path.Combine(settings.Data, "keys", "admin"));
        this.Key = string.IsNullOrEmpty(given) ? KeptSecret.Named(settings.Data, "admin") : given;
        this.hash = SHA256.HashData(Encoding.UTF8.GetBytes(this.Key));
    }

    /// <summary>The key itself, to be printed when it is new.</summary>
    public string Key { get; }

    public bool IsNew { get; }

    /// <summary>Whether a request carries the key; compared in constant time.</summary>
    public bool IsIn(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(value["Bearer ".Length..])), this.hash);
    }
}
