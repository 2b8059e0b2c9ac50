# What of CGI is not about characters.
class CGI
  # A query by its names, each with all its values.
  def self.parse(query)
    params = {}
    query.split(/[&;]/).each do |pair|
      name, value = pair.split('=', 2).map { |text| unescape(text) }
      next unless name
      (params[name] ||= []).push(*value)
    end
    params.default = [].freeze
    params
  end

  def self.rfc1123_date(time) = time.getgm.strftime('%a, %d %b %Y %T GMT')
end
