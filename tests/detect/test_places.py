from babel import Locale

from firstlight.detect.places import cities, coordinates, country_of


def test_coordinates_of_country_city_and_subdivision():
    assert coordinates("AE") == (24.0, 54.0)
    assert coordinates("AE:Dubai") == (25.20, 55.27)
    assert coordinates("TH-10") == coordinates("TH:Bangkok")
    assert coordinates("XX") is None


def test_every_city_has_a_place_on_earth_and_a_country_that_exists():
    known = Locale("en").territories
    for city in cities():
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180
        assert city.country in known
        middle = coordinates(city.country)
        if middle and city.country not in {"RU", "US", "CA", "AU", "CN", "BR", "ID"}:
            assert abs(middle[0] - city.latitude) < 17, city.code
            assert abs(middle[1] - city.longitude) < 20, city.code


def test_country_of_a_code():
    assert country_of("TH-10") == "TH"
    assert country_of("AE:Dubai") == "AE"
    assert country_of("somewhere") is None
    assert country_of(None) is None
